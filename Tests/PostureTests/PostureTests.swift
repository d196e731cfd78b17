import HabitKit
import HabitTesting
import Testing

@testable import Posture

@Suite struct PostureTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("posture", plugin: PosturePlugin(), settings: settings).assess(builder.moment)
    }

    private let eleven = MomentBuilder("2026-11-24 11:00").habit("posture").presentSince("10:30")

    @Test func `a cue is due after 45 active minutes and is never repeated`() async throws {
        let assessment = try await assess(eleven)
        #expect(assessment.prompt?.due == eleven.instant("11:15"))
        #expect(assessment.prompt?.repeats == 0)
    }

    @Test func `cues take turns`() async throws {
        var seen: [String] = []
        var builder = eleven
        for _ in Cue.allCases {
            let key = try #require(try await assess(builder).prompt?.key)
            seen.append(key)
            builder = eleven.prompted("10:45", key: key)
        }
        #expect(seen == Cue.allCases.map(\.rawValue))
    }

    @Test func `two minutes away are a change of posture`() async throws {
        #expect(try await assess(eleven.away("10:40", "10:42")).prompt?.due == eleven.instant("11:27"))
    }

    @Test func `it counts without a goal`() async throws {
        #expect(
            try await assess(eleven.done("10:00").done("10:20")).progress
                == Progress(done: 2, target: nil, unit: .times))
    }

    @Test func `a gentle day asks half as often, a day of rest not at all`() async throws {
        #expect(try await assess(eleven.mode(.gentle)).prompt?.due == eleven.instant("12:00"))
        #expect(try await assess(eleven.mode(.rest)).prompt == nil)
    }
}
