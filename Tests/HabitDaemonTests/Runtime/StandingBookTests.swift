import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

@Suite(.timeLimit(.minutes(2))) struct StandingBookTests {
    @Test func `days done in a row are a streak, and today adds to it at once`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            for day in 1...3 {
                try await daemon.parts.history.append(
                    entry("d\(day)", "sip", 1000, minutes: -1440 * day), day: startDay.adding(days: -day))
            }
            await daemon.parts.standings.forgetAll()
            daemon.parts.cache.invalidate()
            #expect(try daemon.status(of: "sip").streak == 3)
            let reply: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", amount: "1l"))
            #expect(reply.status.streak == 4)
            #expect(try daemon.status(of: "sip").streak == 4)
            let _: Control.EntryReply = try daemon.call("Undo")
            #expect(try daemon.status(of: "sip").streak == 3)
            let again: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", amount: "1l"))
            #expect(again.status.streak == 4)
        }
    }

    @Test func `an entry for yesterday counts there`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            #expect(try daemon.status(of: "sip").streak == 0)
            let _: Control.RecordReply = try daemon.call(
                "Record", Control.RecordCall(habit: "sip", amount: "1l", at: "yesterday 10:00"))
            #expect(try daemon.status(of: "sip").streak == 1)
        }
    }

    @Test func `what a day asked for is kept with it`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            var housekeeping = Housekeeping(parts: daemon.parts, status: nil)
            await housekeeping.tidy()
            let days = try await daemon.parts.history.days("sip")
            #expect(days.map(\.target) == [1000] && days.map(\.period) == ["day"])
            #expect(daemon.parts.history.backups().count == 1)
        }
    }
}
