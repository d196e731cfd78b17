import HabitKit
import HabitTesting
import Testing

@testable import Water

@Suite struct WaterTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("water", plugin: WaterPlugin(), settings: settings).assess(builder.moment)
    }

    private let noon = MomentBuilder("2026-11-24 12:00").habit("water")

    @Test func `tells the pace when ahead`() async throws {
        let ahead = try await assess(noon.done("09:00", 1, .litres), ["target": .number(2)])
        #expect(ahead.reason == "ahead of pace: 1000 of 2000 ml, next at 16:05")
        #expect(ahead.state == .upcoming)
    }

    @Test func `is due when behind, and asks for one serving`() async throws {
        let behind = try await assess(noon)
        #expect(behind.state == .due)
        #expect(behind.prompt?.message == "Time for a drink: about 250 ml")
        #expect(behind.prompt?.repeats == 0)
    }

    @Test func `asks for no more than is left`() async throws {
        let nearly = try await assess(MomentBuilder("2026-11-24 21:00").done("12:00", 1400, .millilitres))
        #expect(nearly.prompt?.message == "Time for a drink: about 100 ml")
    }

    @Test func `is satisfied at the goal, in whatever unit it was drunk`() async throws {
        let met = try await assess(noon.done("09:00", 5, .cups).done("10:00", 30, .centilitres))
        #expect(met.state == .satisfied)
        #expect(met.progress?.done == 1500)
    }

    @Test(arguments: DayMode.allCases)
    func `a day of rest never silences water`(mode: DayMode) async throws {
        #expect(try await assess(noon.mode(mode)).prompt?.due == assess(noon).prompt?.due)
    }

    @Test func `a serving above the goal is the goal`() async throws {
        let small = try await assess(noon, ["target": .number(0.1), "serving": .number(500)])
        #expect(small.progress?.target == 100)
        #expect(small.prompt != nil)
    }
}
