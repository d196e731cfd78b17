import HabitKit
import HabitTesting
import Testing

@testable import FoamRoll

@Suite struct FoamRollTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("foam-roll", plugin: FoamRollPlugin(), settings: settings).assess(builder.moment)
    }

    // 2026-11-23 is a Monday.
    private let monday = MomentBuilder("2026-11-23 12:00").habit("foam-roll")

    @Test func `Monday tells by when, and until when it is free to skip`() async throws {
        let assessment = try await assess(monday)
        #expect(assessment.reason == "0 of 3 this week, do it by Wednesday, free to skip until then")
        #expect(
            assessment.prompt?.message == "A round with the foam roller: do it by Wednesday, free to skip until then")
        #expect(assessment.prompt?.due == monday.instant("18:00"))
        #expect(assessment.progress == Progress(done: 0, target: 3, unit: .times))
    }

    @Test func `the day after is a rest day`() async throws {
        let tuesday = MomentBuilder("2026-11-24 12:00").done("18:00", 5, .minutes, daysAgo: 1)
        let assessment = try await assess(tuesday)
        #expect(assessment.state == .resting)
        #expect(assessment.reason == "1 of 3 this week, resting until Wednesday")
        #expect(assessment.prompt == nil)
    }

    @Test func `the last day with room says so`() async throws {
        let assessment = try await assess(MomentBuilder("2026-11-25 12:00"))
        #expect(assessment.prompt?.message == "A round with the foam roller: today fits best")
    }

    @Test func `three are enough for the week`() async throws {
        var week = MomentBuilder("2026-11-28 12:00")
        for days in [1, 3, 5] { week = week.done("18:00", 5, .minutes, daysAgo: days) }
        #expect(try await assess(week).state == .satisfied)
    }

    @Test func `the hour can be set`() async throws {
        #expect(try await assess(monday, ["at": .text("20:15")]).prompt?.due == monday.instant("20:15"))
    }

    @Test func `an area takes 75 s a side, half of it and lightly on a gentle day`() async throws {
        let steps = try #require(try await assess(monday).prompt?.routine?.steps)
        #expect(steps.map(\.holdSeconds) == [75, 75, 75, 75])
        #expect(steps.map(\.bothSides) == [true, false, true, true])
        let gentle = try #require(try await assess(monday.mode(.gentle)).prompt)
        #expect(gentle.message.hasPrefix("A light round"))
        #expect(gentle.routine?.steps.first?.holdSeconds == 37)
    }

    @Test func `a day of rest is silent`() async throws {
        #expect(try await assess(monday.mode(.rest)).prompt == nil)
    }
}
