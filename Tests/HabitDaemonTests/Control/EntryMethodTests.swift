import Foundation
import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// Record, Amend, Undo and Skip over a real socket and a real file.
@Suite(.timeLimit(.minutes(2))) struct ControlRecordingTests {
    @Test func `what is recorded is on the disk, in the plan and in the reply`() async throws {
        try await withDaemon { daemon async throws in
            let before = try daemon.status(of: "sip")
            #expect(before.progress?.done == 0)
            let reply: Control.RecordReply = try daemon.call(
                "Record",
                Control.RecordCall(
                    habit: "sipp", amount: "0.5l", at: "11:30", attributes: ["from": "cup"], note: "cold"))
            #expect(reply.entry.habit == "sip" && reply.entry.amount == 500 && reply.entry.unit == "ml")
            #expect(reply.entry.at == "2026-11-24T11:30:00+00:00" && reply.entry.note == "cold")
            #expect(reply.status.progress?.done == 500)
            #expect(try daemon.status(of: "sip").progress?.done == 500)
            let stored = try #require(try await daemon.parts.history.entry(reply.entry.id))
            #expect(stored.amount == 500 && stored.attributes == ["from": "cup"] && stored.offset == 0)
            #expect(try daemon.history() == [reply.entry])
        }
    }

    @Test func `a bare done records the usual amount now`() async throws {
        try await withDaemon { daemon async throws in
            let reply: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            #expect(reply.entry.amount == 100 && reply.entry.kind == "done")
            #expect(reply.entry.at == "2026-11-24T12:00:00+00:00")
        }
    }

    @Test func `on a gentle day what is done is kept as gentle, and counts`() async throws {
        try await withDaemon { daemon async throws in
            let _: Control.ModeReply = try daemon.call("SetMode", Control.SetModeCall(mode: "gentle"))
            let reply: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            #expect(reply.entry.kind == "gentle" && reply.status.progress?.done == 100)
        }
    }

    @Test(arguments: [
        (Control.RecordCall(habit: "zip"), "NoSuchHabit"), (.init(habit: "p"), "AmbiguousHabit"),
        (.init(habit: "sip", amount: "5km"), "InvalidAmount"), (.init(habit: "sip", amount: "-1"), "InvalidAmount"),
        (.init(habit: "sip", amount: "9999ml"), "InvalidAmount"), (.init(habit: "sip", at: "tomorrow"), "InvalidTime"),
        (.init(habit: "sip", attributes: ["x": "y"]), "InvalidAttribute"),
        (.init(habit: "sip", kind: "x"), "InvalidAttribute"),
    ])
    func `what is refused is refused by name, and nothing is kept`(call: Control.RecordCall, error: String) async throws
    {
        try await withDaemon { daemon async throws in
            #expect(try daemon.refusal("Record", call).name == "io.habitd.Control.\(error)")
            #expect(try daemon.history().isEmpty)
            #expect(try daemon.status(of: "sip").progress?.done == 0)
        }
    }

    @Test func `a note of a megabyte is refused, and the connection goes on`() async throws {
        try await withDaemon { daemon async throws in
            let note = String(repeating: "n", count: 1_000_000)
            #expect(
                try daemon.refusal("Record", Control.RecordCall(habit: "sip", note: note)).name.hasSuffix("InvalidNote")
            )
            let control = "a\u{1b}[2J\tb\nc"
            let reply: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", note: control))
            #expect(reply.entry.note == control)
            #expect(try daemon.history().map(\.note) == [control])
        }
    }

    @Test func `candidates come with a habit that is not known`() async throws {
        try await withDaemon { daemon async throws in
            let error = try daemon.refusal("Record", Control.RecordCall(habit: "spi"))
            #expect(try error.decode(Control.Failure.NoSuchHabit.self) == .init(habit: "spi", candidates: ["sip"]))
        }
    }

    @Test func `an amended entry replaces the old one, in the history and in the day`() async throws {
        try await withDaemon { daemon async throws in
            let first: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", note: "ten"))
            let amended: Control.EntryReply = try daemon.call(
                "Amend", Control.AmendCall(id: String(first.entry.id.prefix(20)), amount: "300"))
            #expect(amended.entry.amount == 300 && amended.entry.note == "ten" && amended.entry.id != first.entry.id)
            #expect(try daemon.status(of: "sip").progress?.done == 300)
            #expect(try daemon.history() == [amended.entry])
            let again = try daemon.refusal("Amend", Control.AmendCall(id: first.entry.id, amount: "5"))
            let reason = "it was corrected; \(amended.entry.id) counts in its place"
            #expect(try again.decode(Control.Failure.NoSuchEntry.self) == .init(id: first.entry.id, reason: reason))
        }
    }

    @Test func `an entry that cannot be meant is refused with the reason`() async throws {
        try await withDaemon { daemon async throws in
            let first: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            let _: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            func reason(_ id: String) throws -> String? {
                try daemon.refusal("Undo", Control.UndoCall(id: id)).decode(Control.Failure.NoSuchEntry.self).reason
            }
            #expect(try reason("ffff-ffff") == "none begins or ends like that")
            #expect(try reason(String(first.entry.id.prefix(6))) == "several begin or end like that")
            #expect(try reason("01") == "give four characters of it or more")
            let _: Control.UndoReply = try daemon.call("Undo", Control.UndoCall(id: first.entry.id))
            #expect(try reason(first.entry.id) == "it was taken back")
            #expect(try reason(String(first.entry.id.suffix(8))) == "it was taken back")
        }
    }

    @Test func `undo takes back what was recorded last, whatever time it is for`() async throws {
        try await withDaemon { daemon async throws in
            let now: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            let past: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", at: "09:00"))
            let undone: Control.UndoReply = try daemon.call("Undo", Control.UndoCall())
            #expect(undone.entry.id == past.entry.id && undone.restored == nil)
            #expect(try daemon.history() == [now.entry])
            let _: Control.EntryReply = try daemon.call("Undo", Control.UndoCall(id: now.entry.id))
            #expect(try daemon.status(of: "sip").progress?.done == 0)
            #expect(try daemon.refusal("Undo").name == "io.habitd.Control.NothingToUndo")
        }
    }

    @Test func `undoing a correction brings back what was corrected`() async throws {
        try await withDaemon { daemon async throws in
            let first: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", amount: "300"))
            let amended: Control.EntryReply = try daemon.call(
                "Amend", Control.AmendCall(id: first.entry.id, amount: "30"))
            let undone: Control.UndoReply = try daemon.call("Undo", Control.UndoCall())
            #expect(undone.entry == amended.entry)
            #expect(undone.restored?.amount == 300)
            #expect(try daemon.history() == [undone.restored])
            #expect(try daemon.status(of: "sip").progress?.done == 300)
        }
    }

    @Test func `a skip is an entry with its reason, and answers the open prompt`() async throws {
        try await withDaemon { daemon async throws in
            #expect(try daemon.status(of: "sip").prompt != nil)
            let skipped: Control.EntryReply = try daemon.call(
                "Skip", Control.SkipCall(habit: "sip", reason: "in a meeting"))
            #expect(
                skipped.entry.kind == "skipped" && skipped.entry.amount == 0 && skipped.entry.note == "in a meeting")
            #expect(try daemon.status(of: "sip").prompt == nil)
        }
    }

    @Test func `a restart finds the day as it was left`() async throws {
        let folder = try StoreFolder()
        var before: Control.StatusReply?
        try await withDaemon(in: folder) { daemon async throws in
            let _: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip", amount: "300"))
            let _: Control.PauseReply = try daemon.call("Pause", Control.PauseCall(seconds: 3600))
            let _: Control.ModeReply = try daemon.call("SetMode", Control.SetModeCall(mode: "gentle", habit: "nap"))
            before = try daemon.status()
        }
        try await withDaemon(in: folder) { daemon async throws in
            #expect(try daemon.status() == before)
        }
    }

    @Test func `a full disk refuses the entry with what to do, keeps nothing of it, and the daemon lives`() async throws
    {
        var options = HistoryOptions()
        options.maximumPages = 24
        try await withDaemon(options: options) { daemon async throws in
            let call = Control.RecordCall(habit: "sip", note: String(repeating: "n", count: 20_000))
            var kept = 0
            let error = try #require(throws: VarlinkError.self) {
                for _ in 0..<100 {
                    let _: Control.RecordReply = try daemon.call("Record", call)
                    kept += 1
                }
            }
            #expect(error.name == "io.habitd.Control.StorageFailed")
            let failure = try error.decode(Control.Failure.StorageFailed.self)
            #expect(failure.reason.contains(daemon.folder.file) && failure.advice.contains("space"))
            #expect(try daemon.history().count == kept)
            #expect(try daemon.status(of: "sip").progress?.done == Double(kept * 100))
        }
    }
}
