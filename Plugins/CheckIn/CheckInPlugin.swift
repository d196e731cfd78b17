public import HabitKit

/// How it is: pain, sleep, mood and energy, asked at set times of the day, and PEG once a week for who wants it.
///
/// A check-in that was made unasked takes the place of the next one asked for. Gentle days and days of rest ask softly,
/// once, at the last of the times: those are the days worth knowing about.
public struct CheckInPlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// When to ask. Once in the evening is a convention; no harm was seen in asking seven times a day for a week
        /// (Cruise 1996, 18 people).
        var times: [String]
        /// The weekday on which the prompt mentions PEG, or off. Krebs 2009 asks it of the past week, so not daily.
        var peg: String
    }

    public init() {}

    static let pegDays = ["off"] + Weekday.allCases.map(\.key)

    public let manifest = Manifest(
        id: CheckIn.habit, title: "Check-in", summary: "How it is: pain, sleep, mood and energy, 0 to 10 each.",
        unit: .times, amounts: 1...1,
        settings: [
            SettingSpec("times", .times(4), default: .list(["20:30"]), "When to be asked"),
            SettingSpec(
                "peg", .choice(pegDays), default: .text("off"),
                "The day on which the weekly PEG (pain, enjoyment, general activity) is asked for as well"),
        ],
        attributes: CheckIn.attributes, goal: .count)

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let times = settings.times.compactMap { LocalTime(text: $0) }.sorted {
            moment.instant($0, on: moment.day.date) < moment.instant($1, on: moment.day.date)
        }
        let done = moment.doneToday.count
        let isSoft = moment.mode != .normal
        let wanted = isSoft ? 1 : max(1, times.count)
        let progress = Progress(done: Double(done), target: Double(wanted), unit: .times)
        guard done < wanted else {
            return Assessment(
                state: .satisfied, progress: progress, reason: "told \(done == 1 ? "once" : "\(done) times") today")
        }
        // What was told unasked stands for the first times of the day.
        let left = Array(isSoft ? times.suffix(1) : times.dropFirst(done))
        let due = ClockTimes(left.isEmpty ? [.midnight] : left).next(moment)
        let message = message(moment, due, settings, isSoft: isSoft)
        return Assessment(
            state: due.state(at: moment.now), progress: progress,
            prompt: due.at.map { Prompt(due: $0, message: message, slack: .minutes(15)) }, reason: due.reason)
    }

    private func message(_ moment: Moment, _ due: Due, _ settings: Settings, isSoft: Bool) -> String {
        let date = due.at.map { Day.date(of: $0, starts: moment.day.starts, zone: moment.zone) }
        let isPegDay = date?.weekday.key == settings.peg && !isTold(peg: moment)
        let question = isSoft ? "How are you, if you feel like telling?" : "How are you? Four keys, half a minute"
        return isPegDay ? "\(question); today with the three questions of PEG (habitctl check-in --peg)" : question
    }

    private func isTold(peg moment: Moment) -> Bool {
        moment.today.contains { entry in CheckIn(entry)?.peg != nil }
    }
}
