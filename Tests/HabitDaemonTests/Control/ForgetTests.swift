import Foundation
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// Forget over a real socket, with a look into the raw files.
@Suite(.timeLimit(.minutes(2))) struct ForgetTests {
    /// Whether any file beside the history, backups included, holds these words.
    private func isLeft(_ words: String, _ daemon: RunningDaemon) throws -> Bool {
        let needle = Data(words.utf8)
        let names = try FileManager.default.subpathsOfDirectory(atPath: daemon.folder.data)
        return names.contains { name in
            FileManager.default.contents(atPath: daemon.folder.data + "/" + name)?.range(of: needle) != nil
        }
    }

    private func record(
        _ daemon: RunningDaemon, _ habit: String, note: String? = nil, at: String? = nil
    ) throws -> Control.Entry {
        let reply: Control.RecordReply = try daemon.call(
            "Record", Control.RecordCall(habit: habit, at: at, note: note))
        return reply.entry
    }

    private func forget(_ daemon: RunningDaemon, _ call: Control.ForgetCall) throws -> Control.ForgetReply {
        try daemon.call("Forget", call)
    }

    @Test func `a habit is gone from the history, the day, the backups and the files' bytes`() async throws {
        try await withDaemon { daemon async throws in
            let corrected = try record(daemon, "sip", note: "first bitterwords")
            let _: Control.EntryReply = try daemon.call(
                "Amend", Control.AmendCall(id: corrected.id, at: "yesterday 10:00", note: "second bitterwords"))
            _ = try record(daemon, "nap", note: "sweetwords")
            try await daemon.parts.history.plan(DayPlan(habit: "sip", day: startDay, target: 1000))
            try await daemon.parts.history.plan(DayPlan(habit: "sip", day: startDay.adding(days: -1), target: 900))
            _ = try await daemon.parts.history.backUpDaily(at: daemon.clock.now - .hours(48))
            _ = try await daemon.parts.history.backUpDaily(at: daemon.clock.now)
            #expect(try isLeft("bitterwords", daemon))

            let counted = try forget(daemon, .init(habit: "sip", dryRun: true))
            #expect(counted.habits == [.init(habit: "sip", entries: 2, notes: 2, plans: 1)] && counted.backups == 2)
            #expect(try daemon.history().count == 2, "counting deletes nothing")

            let forgotten = try forget(daemon, .init(habit: "sip", dryRun: false))
            #expect(forgotten.habits == counted.habits && forgotten.left.isEmpty)
            #expect(try daemon.history().map(\.habit) == ["nap"])
            #expect(try daemon.status(of: "sip").progress?.done == 0, "the planner knows that it is gone")
            #expect(try !isLeft("bitterwords", daemon))
            #expect(try isLeft("sweetwords", daemon))
            let backups = daemon.parts.history.backups()
            #expect(backups.map(\.at) == [daemon.clock.now])
            let days = try await daemon.parts.history.days("sip")
            #expect(days.map(\.date) == [startDay] && days.map(\.count) == [0], "what today asks stays")
        }
    }

    @Test func `between two dates only what lies there goes`() async throws {
        try await withDaemon { daemon async throws in
            for at in ["2026-11-20 10:00", "2026-11-21 10:00", "2026-11-21 23:30", "2026-11-22 10:00"] {
                _ = try record(daemon, "sip", at: at)
            }
            let reply = try forget(daemon, .init(since: "2026-11-21", until: "2026-11-21", dryRun: false))
            #expect(reply.habits.map(\.entries) == [2])
            #expect(try daemon.history().map { $0.at.prefix(10) } == ["2026-11-20", "2026-11-22"])
            #expect(try await daemon.parts.history.days("sip").map(\.count) == [1, 1])
        }
    }

    @Test func `the pain that made a day gentle is quoted nowhere any more`() async throws {
        try await withDaemon { daemon async throws in
            let _: Control.CheckInReply = try daemon.call("CheckIn", Control.CheckInCall(ratings: ["pain": 7], at: nil))
            func quotes() throws -> Bool {
                let reply: Control.ExplainReply = try daemon.call("Explain", Control.ExplainCall(habit: "sip"))
                return reply.decisions.contains { $0.reason.contains("pain") }
            }
            #expect(try quotes())
            _ = try forget(daemon, .init(habit: "check-in", dryRun: false))
            #expect(try !quotes())
            #expect(try !isLeft("pain 7", daemon))
        }
    }

    @Test func `what stays of a day keeps its sum`() async throws {
        try await withDaemon { daemon async throws in
            // Made in another zone: it counts for the 21st, and its time lies on the 22nd here.
            let entry = Control.ImportedEntry(
                id: ControlImportTests.id(1), habit: "sip", kind: "done", at: "2026-11-22T10:00:00+00:00", amount: 100,
                day: "2026-11-21")
            let staged: Control.ImportReply = try daemon.call(
                "Import", Control.ImportCall(step: .stage, items: [.init(place: "f", entry: entry)]))
            let _: Control.ImportReply = try daemon.call("Import", Control.ImportCall(token: staged.token, step: .keep))
            _ = try forget(daemon, .init(since: "2026-11-21", until: "2026-11-21", dryRun: false))
            #expect(try daemon.history().count == 1)
            #expect(try await daemon.parts.history.days("sip").filter { $0.count == 1 }.count == 1)
        }
    }

    @Test func `only the words go, and an entry still cannot be changed`() async throws {
        try await withDaemon { daemon async throws in
            _ = try record(daemon, "sip", note: "bitterwords")
            let token: Control.ImportReply = try daemon.call(
                "Import",
                Control.ImportCall(
                    step: .stage,
                    items: [
                        .init(
                            place: "f",
                            entry: .init(
                                id: ControlImportTests.id(1), habit: "tell", kind: "done",
                                at: "2026-11-24T09:00:00+00:00", amount: 1, note: "ask about bitterwords"))
                    ]))
            let _: Control.ImportReply = try daemon.call("Import", Control.ImportCall(token: token.token, step: .keep))
            let reply = try forget(daemon, .init(notesOnly: true, dryRun: false))
            #expect(reply.habits.map(\.notes) == [1, 1])
            let left = try daemon.history()
            #expect(left.map(\.habit) == ["sip"] && left.map(\.note) == [nil], "a note to tell is nothing but words")
            #expect(try daemon.status(of: "sip").progress?.done == 100)
            #expect(try !isLeft("bitterwords", daemon))
            #expect(throws: (any Error).self) { try daemon.folder.execute("UPDATE entries SET note = 'x'") }
        }
    }

    @Test func `everything goes at once, an unfinished import with it, and files that were set aside are named`()
        async throws
    {
        try await withDaemon { daemon async throws in
            _ = try record(daemon, "sip", note: "bitterwords")
            let aside = daemon.folder.data + "/history.damaged-20260101T000000Z.sqlite"
            try Data("x".utf8).write(to: URL(fileURLWithPath: aside))
            let staged: Control.ImportReply = try daemon.call("Import", Control.ImportCall(step: .stage, items: []))
            let reply = try forget(daemon, .init(dryRun: false))
            #expect(reply.left == [aside])
            #expect(try daemon.history().isEmpty && !isLeft("bitterwords", daemon))
            #expect(
                try daemon.refusal("Import", Control.ImportCall(token: staged.token, step: .keep)).name
                    .hasSuffix("ImportLost"))
            #expect(try forget(daemon, .init(dryRun: true)).habits.isEmpty)
            #expect(
                try daemon.refusal("Forget", Control.ForgetCall(habit: "xyz", dryRun: true)).name.hasSuffix(
                    "NoSuchHabit"))
        }
    }
}
