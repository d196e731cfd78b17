import HabitEngine
import HabitKit
import Testing

@testable import HabitDaemon

@Suite(.timeLimit(.minutes(2))) struct HabitKeeperTests {
    private struct Broken: HabitPlugin {
        struct Settings: Codable, Sendable {}
        struct Failure: Error, CustomStringConvertible { let description = "out of order" }
        let manifest = Manifest(id: "broken", title: "Broken", summary: "", unit: .times, amounts: 1...1)
        func assess(_ moment: Moment, settings: Settings) async throws -> Assessment { throw Failure() }
    }

    @Test func `a plugin that fails is shown with its reason, and the others go on`() async throws {
        try await withDaemon([Broken(), SipPlugin()]) { daemon async throws in
            let status = try daemon.status()
            #expect(status.habits.map(\.state) == ["failed", "due"])
            #expect(status.habits[0].reason.contains("out of order"))
        }
    }

    @Test func `prompts are journalled when they fall due, each once`() async throws {
        try await withDaemon([SipPlugin()], at: start - .hours(8)) { daemon async throws in
            #expect(await daemon.journal.all(daemon.parts.writer).isEmpty, "04:00 is no active hour")
            await daemon.pass(.hours(6))
            let records = await daemon.journal.all(daemon.parts.writer)
            let due = records.flatMap(\.fields).filter { $0.name == "HABIT_DUE" }.map(\.value)
            #expect(due.first == "2026-11-24T09:30:00+00:00")
        }
    }

    @Test func `a clock that jumps a year releases no storm`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let before = await daemon.journal.all(daemon.parts.writer).count
            for step in [Duration.hours(24 * 365), .zero - .hours(24 * 365)] {
                daemon.clock.now = daemon.clock.now + step
                await daemon.parts.keeper.handle(.clockChanged(ClockChange(asleep: .zero, stepped: step)))
            }
            #expect(await daemon.journal.all(daemon.parts.writer).count <= before + 2)
            #expect(try daemon.status().now == "2026-11-24T12:00:00+00:00")
        }
    }

    @Test func `the memory is taken once for each change`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            #expect(await daemon.parts.keeper.takeMemory() != nil)
            #expect(await daemon.parts.keeper.takeMemory() == nil)
            await daemon.parts.keeper.handle(.paused(until: start + .hours(1)))
            #expect(await daemon.parts.keeper.takeMemory() != nil)
        }
    }

    @Test(arguments: [
        (ClockChange(asleep: .minutes(40), stepped: .zero), "The machine slept 40 min; everything is planned anew"),
        (
            ClockChange(asleep: .zero, stepped: .hours(1)),
            "The clock was set forward by 1 h; everything is planned anew"
        ),
        (
            ClockChange(asleep: .minutes(1), stepped: .zero - .hours(2)),
            "The machine slept 1 min and the clock was set back by 2 h; everything is planned anew"
        ),
    ])
    func `what the clocks did is told in words`(change: ClockChange, words: String) {
        #expect(ClockKeeper.words(change) == words)
    }
}
