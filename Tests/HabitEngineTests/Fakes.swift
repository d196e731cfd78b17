import HabitEngine
import HabitKit

/// Asks at these times of the test day and of every other day, each once.
func clockTimes(
    _ times: (Int, Int)..., slack: Duration = .minutes(5), repeats: Int = 0, firm: Bool = false
) -> Rig.Plugin {
    let seconds = times.map { $0.0 * 3600 + $0.1 * 60 }
    return { moment in
        if moment.mode == .rest { return Assessment(state: .resting, reason: "a day of rest") }
        let told = max(moment.lastPrompt?.due ?? .distantPast, moment.today.last?.at ?? .distantPast)
        for second in seconds {
            let date = moment.day.date.adding(days: second < moment.day.starts.secondOfDay ? 1 : 0)
            let due = moment.zone.instant(LocalDateTime(date, LocalTime(secondOfDay: second)))
            guard due > told else { continue }
            let prompt = Prompt(due: due, message: "now", slack: slack, repeats: repeats, isFirm: firm)
            return Assessment(state: due <= moment.now ? .due : .upcoming, prompt: prompt, reason: "by the clock")
        }
        return Assessment(state: .satisfied, reason: "all asked")
    }
}

/// Asks after so many minutes of presence since the last break, prompt, entry or movement.
func activeTime(every minutes: Int, break rest: Int = 5, repeats: Int = 0, slack: Duration = .minutes(5)) -> Rig.Plugin
{
    { moment in
        if moment.mode == .rest { return Assessment(state: .resting, reason: "a day of rest") }
        let spans = moment.activity.present
        var start = moment.day.bounds.lowerBound
        for (index, span) in spans.enumerated() {
            let before = index == 0 ? moment.day.bounds.lowerBound : spans[index - 1].upperBound
            if span.lowerBound - before >= .minutes(rest) { start = span.lowerBound }
        }
        for span in moment.activity.movement { start = max(start, span.upperBound) }
        start = max(start, moment.lastPrompt?.announcedAt ?? start, moment.today.last?.at ?? start)
        var sat = Duration.zero
        for span in spans where span.upperBound > start { sat += span.upperBound - max(span.lowerBound, start) }
        let due = moment.now + (.minutes(minutes) - sat)
        return Assessment(
            state: due <= moment.now ? .due : .upcoming,
            prompt: Prompt(due: due, message: "move", slack: slack, repeats: repeats),
            reason: "\(sat.wholeSeconds / 60) of \(minutes) min")
    }
}

/// The same with a break of its own: an absence of so many minutes answers its prompt.
func answeredByBreak(of minutes: Int, _ plugin: @escaping Rig.Plugin) -> Rig.Plugin {
    { moment in
        var assessment = plugin(moment)
        assessment.prompt?.naturalBreak = .minutes(minutes)
        return assessment
    }
}

/// Always the same answer.
func fixed(_ assessment: Assessment) -> Rig.Plugin {
    { _ in assessment }
}

/// A generator with a seed: the same sequence on every run.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: Int) {
        state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
