import HabitKit

/// A sound plugin whose parts a test spoils one by one.
struct Sample: HabitPlugin {
    struct Settings: Codable, Sendable {
        var every: Duration
    }

    var manifest = Sample.soundManifest
    var answer: @Sendable (Moment, Settings) async throws -> Assessment = { Sample.soundAnswer($0, $1) }

    static let soundManifest = Manifest(
        id: "sample", title: "Sample", summary: "For tests.", unit: .minutes, amounts: 1...60,
        settings: [SettingSpec("every", .duration(60...28_800), default: .number(2700), "How often")],
        attributes: [AttributeSpec("area", .choice(["neck", "hips"]), "Where")],
        needs: Needs(historyDays: 3),
        routines: [Routine(id: "short", title: "Short", steps: [.init("Breathe", holdSeconds: 20)])])

    static func soundAnswer(_ moment: Moment, _ settings: Settings) -> Assessment {
        let since = [moment.lastPrompt?.announcedAt, moment.today.last?.at].compactMap { $0 }.max()
        let due = moment.firstActive(from: (since ?? moment.day.bounds.lowerBound) + settings.every)
        let progress = Progress(
            done: moment.today.filter(\.counts).reduce(0) { $0 + $1.amount }, target: 30, unit: .minutes)
        return Assessment(
            state: due.map { $0 <= moment.now } ?? false ? .due : .upcoming, progress: progress,
            prompt: due.map { Prompt(due: $0, message: "Time for a sample") },
            reason: "\(DurationText.print(settings.every)) after the last")
    }

    func assess(_ moment: Moment, settings: Settings) async throws -> Assessment {
        try await answer(moment, settings)
    }

    /// The sound plugin with something changed in its manifest.
    static func declaring(_ change: (inout Manifest) -> Void) -> Sample {
        var sample = Sample()
        change(&sample.manifest)
        return sample
    }

    /// The sound plugin with something changed in each answer.
    static func answering(_ change: @escaping @Sendable (inout Assessment, Moment) -> Void) -> Sample {
        Sample(answer: { moment, settings in
            var answer = soundAnswer(moment, settings)
            change(&answer, moment)
            return answer
        })
    }
}
