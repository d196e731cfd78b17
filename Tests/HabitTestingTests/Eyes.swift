import HabitKit

struct Eyes: HabitPlugin {
    struct Settings: Codable, Sendable {
        var every: Duration
    }

    let manifest = Manifest(
        id: "eyes", title: "Eyes", summary: "Look into the distance for twenty seconds.",
        unit: .times, amounts: 1...10,
        settings: [SettingSpec("every", .duration(60...14_400), default: .number(1200), "Active time between two")],
        needs: Needs(presence: true), goal: .count)

    func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let due = ActiveTime(every: settings.every, naturalBreak: .minutes(2)).next(moment)
        return Assessment(
            state: due.state(at: moment.now),
            prompt: due.at.map { Prompt(due: $0, message: "Look out of the window for a moment") },
            reason: due.reason)
    }
}
