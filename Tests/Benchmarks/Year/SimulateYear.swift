import CheckIn
import FoamRoll
import Glibc
import HabitEngine
import HabitKit
import Massage
import Posture
import Stretch
import Walk
import Water

/// A year with seven habits and someone who mostly does them, as fast as it can be computed. Prints the seconds it took,
/// and to stderr what was announced, so that a year in which nothing happened is not taken for a fast one.
@main struct SimulateYear {
    static func main() async throws {
        let start = Instant(seconds: 1_767_225_600)  // 2026-01-01
        let end = start + .hours(365 * 24)
        let habits = try Self.habits()
        let bound = Dictionary(uniqueKeysWithValues: habits.map { ($0.id, $0) })
        // Berlin's rule: the year has both of its changes in it.
        let zone = Zone(name: "Europe/Berlin", initialOffset: 3600, rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        let planned = habits.map { PlannedHabit(id: $0.id, title: $0.id, manifest: $0.manifest) }
        let planner = Planner(policy: Policy(), habits: planned, zone: zone, at: start)

        let clock = ContinuousClock()
        let begin = clock.now
        var simulation = Simulation(planner: planner, at: start) { habit, moment in
            guard let plugin = bound[habit] else { throw UnknownHabit(id: habit) }
            return try await plugin.assess(moment)
        }
        var life = DailyLife(manifests: bound.mapValues(\.manifest))
        for happening in DailyLife.presence(from: start, days: 365) { simulation.expect(happening) }
        let heard = await simulation.run(until: end) { announcement, _ in life.answers(to: announcement) }
        let took = (clock.now - begin) / .seconds(1)

        let count = heard.reduce(0) { $0 + $1.prompts.count }
        let spoken = Set(heard.flatMap { $0.prompts.map(\.habit) })
        note("\(heard.count) announcements of \(count) prompts, \(life.done) answered")
        guard spoken.count == habits.count, life.done > 365 else {
            note("this was no full year: only \(spoken.sorted()) spoke")
            exit(1)
        }
        print(took)
    }

    private static func note(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }

    struct UnknownHabit: Error {
        let id: String
    }

    static func habits() throws -> [BoundHabit] {
        [
            try BoundHabit("stretch", plugin: StretchPlugin()),
            try BoundHabit("walk", plugin: WalkPlugin()),
            try BoundHabit("water", plugin: WaterPlugin()),
            try BoundHabit("posture", plugin: PosturePlugin()),
            try BoundHabit("foam-roll", plugin: FoamRollPlugin()),
            try BoundHabit("massage", plugin: MassagePlugin(), settings: ["started": .text("2026-01-02")]),
            try BoundHabit("check-in", plugin: CheckInPlugin()),
        ]
    }
}

/// What the simulated user does: there in the morning, away at noon and at night, and four prompts of five are done.
struct DailyLife {
    let manifests: [String: Manifest]
    private(set) var done = 0
    private var heard = 0

    init(manifests: [String: Manifest]) {
        self.manifests = manifests
    }

    static func presence(from start: Instant, days: Int) -> [Simulation.Happening] {
        (0..<days).flatMap { day -> [Simulation.Happening] in
            let midnight = start + .hours(24 * day)
            return [(7, PresenceState.present), (11, .away), (12, .present), (21, .away)].map { hour, state in
                Simulation.Happening(at: midnight + .hours(hour), .event(.presence(state)))
            }
        }
    }

    mutating func answers(to announcement: Announcement) -> [Simulation.Happening] {
        announcement.prompts.compactMap { prompt in
            heard += 1
            guard heard % 5 != 0, let manifest = manifests[prompt.habit] else { return nil }
            done += 1
            let at = announcement.at + .minutes(2)
            let entry = Entry(
                id: String(done), habit: prompt.habit, at: at, amount: manifest.usualAmount, unit: manifest.unit)
            return Simulation.Happening(at: at, .event(.recorded(entry)))
        }
    }
}
