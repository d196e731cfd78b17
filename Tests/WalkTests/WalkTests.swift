import HabitKit
import HabitTesting
import Testing

@testable import Walk

@Suite struct WalkTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("walk", plugin: WalkPlugin(), settings: settings).assess(builder.moment)
    }

    private let eleven = MomentBuilder("2026-11-24 11:00").habit("walk").presentSince("10:30")

    @Test func `breaks up an hour of sitting with five minutes`() async throws {
        let assessment = try await assess(eleven)
        #expect(assessment.prompt?.due == eleven.instant("11:30"))
        #expect(assessment.prompt?.message == "Up for a walk of 5 min")
        #expect(assessment.progress == Progress(done: 0, target: 30, unit: .minutes))
    }

    @Test func `an absence of five minutes is a break, one of four is not`() async throws {
        #expect(try await assess(eleven.away("10:40", "10:45")).prompt?.due == eleven.instant("11:45"))
        #expect(try await assess(eleven.away("10:40", "10:44")).prompt?.due == eleven.instant("11:34"))
    }

    @Test func `minutes add up in any unit of time`() async throws {
        let walked = eleven.done("08:00", 0.5, .hours).done("10:35", 300, .seconds)
        let assessment = try await assess(walked)
        #expect(assessment.progress?.done == 35)
        #expect(assessment.state == .satisfied)
        #expect(assessment.reason.hasPrefix("goal met; "))
        #expect(assessment.prompt?.due == eleven.instant("11:35"), "sitting is still broken up")
    }

    @Test func `a gentle day halves goal and pace, a day of rest is silent`() async throws {
        let gentle = try await assess(eleven.mode(.gentle))
        #expect(gentle.progress?.target == 15)
        #expect(gentle.prompt?.due == eleven.instant("12:30"))
        #expect(try await assess(eleven.mode(.rest)).prompt == nil)
    }

    @Test func `a walk counts as movement for other habits`() {
        #expect(WalkPlugin().manifest.isMovement)
    }
}
