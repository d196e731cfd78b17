import HabitKit
import Testing

@testable import HabitDaemon

/// A habit whose reason grows old by itself.
private struct MinutePlugin: HabitPlugin {
    struct Settings: Codable, Sendable {}

    let manifest = Manifest(id: "minute", title: "Minute", summary: "For tests.", unit: .times, amounts: 1...9)

    func assess(_ moment: Moment, settings: Settings) -> Assessment {
        Assessment(state: .upcoming, reason: "it is \(moment.clock(moment.now))")
    }
}

@Suite(.timeLimit(.minutes(2))) struct FreshReasonTests {
    @Test func `who looks at the day sees numbers of now, though nothing has happened`() async throws {
        try await withDaemon([MinutePlugin()]) { daemon async throws in
            #expect(try daemon.status(of: "minute").reason == "it is 12:00")
            daemon.clock.now += .minutes(17)
            #expect(try daemon.status(of: "minute").reason == "it is 12:17")
            daemon.clock.now += .minutes(3)
            let explained: Control.ExplainReply = try daemon.call("Explain", Control.ExplainCall(habit: "minute"))
            #expect(explained.reason == "it is 12:20")
        }
    }
}
