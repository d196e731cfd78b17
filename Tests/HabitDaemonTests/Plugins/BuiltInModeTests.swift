import CheckIn
import FoamRoll
import HabitKit
import HabitTesting
import Massage
import Posture
import Stretch
import Testing
import Walk
import Water

@testable import HabitDaemon

/// What a gentle day and a day of rest mean to each habit that is built in.
@Suite struct BuiltInModeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var plugin: any HabitPlugin
        var settings: [String: RawSetting] = [:]
        /// Whether a day of rest still asks.
        var asksAtRest: Bool
        /// How often a gentle day's prompt is repeated.
        var gentleRepeats: Int
        var testDescription: String { plugin.manifest.id }
    }

    static let cases = [
        Case(plugin: StretchPlugin(), asksAtRest: false, gentleRepeats: 0),
        Case(plugin: WalkPlugin(), asksAtRest: false, gentleRepeats: 0),
        Case(plugin: WaterPlugin(), asksAtRest: true, gentleRepeats: 0),
        Case(plugin: PosturePlugin(), asksAtRest: false, gentleRepeats: 0),
        Case(plugin: FoamRollPlugin(), asksAtRest: false, gentleRepeats: 0),
        Case(plugin: CheckInPlugin(), asksAtRest: true, gentleRepeats: 0),
        // An appointment that is due stands on every day.
        Case(plugin: MassagePlugin(), settings: ["started": .string("2026-11-25")], asksAtRest: true, gentleRepeats: 2),
    ]

    @Test(arguments: cases)
    func `a gentle day asks more softly, and a day of rest asks no movement of anyone`(case: Case) async throws {
        let morning = MomentBuilder("2026-11-25 09:00").habit(`case`.plugin.manifest.id)
        func answer(_ mode: DayMode) async throws -> Assessment {
            let habit = try BoundHabit.bind(`case`.plugin, id: `case`.plugin.manifest.id, raw: `case`.settings)
            return try await habit.assess(morning.mode(mode).moment)
        }
        #expect(try await answer(.normal).prompt != nil)
        let gentle = try await answer(.gentle)
        #expect(gentle.prompt?.repeats == `case`.gentleRepeats)
        let rest = try await answer(.rest)
        #expect((rest.prompt != nil) == `case`.asksAtRest)
        #expect(`case`.asksAtRest || rest.state == .resting && rest.reason.contains("a day of rest"))
    }
}
