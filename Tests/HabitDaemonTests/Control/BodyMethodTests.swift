import CheckIn
import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// CheckIn and Tell over a real socket and a real file.
@Suite(.timeLimit(.minutes(2))) struct BodyMethodTests {
    private static let plugins: [any HabitPlugin] = [SipPlugin(), CheckInPlugin()]

    private func withBody(
        configuration: String? = nil, _ body: (RunningDaemon) async throws -> Void
    ) async throws {
        try await withDaemon(Self.plugins, configuration: configuration, body)
    }

    private func told(_ ratings: [String: Int], at: String? = nil) -> Control.CheckInCall {
        Control.CheckInCall(ratings: ratings, at: at)
    }

    @Test func `a check-in is an entry, and pain makes the day gentle until it is taken back`() async throws {
        try await withBody { daemon async throws in
            let reply: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 6, "sleep": 3]))
            #expect(reply.entry.habit == "check-in" && reply.entry.attributes == ["pain": "6", "sleep": "3"])
            #expect(reply.mode == "gentle" && !reply.restOffered && !reply.showSafety)
            #expect(try daemon.status().mode == "gentle")
            #expect(try daemon.status(of: "check-in").state == "satisfied")
            #expect(try daemon.history() == [reply.entry])
            let amended: Control.EntryReply = try daemon.call(
                "Amend", Control.AmendCall(id: reply.entry.id, attributes: ["pain": "2"]))
            #expect(amended.entry.attributes == ["pain": "2", "sleep": "3"])
            #expect(try daemon.status().mode == "normal")
            let _: Control.UndoReply = try daemon.call("Undo", Control.UndoCall(id: amended.entry.id))
            #expect(try daemon.status().mode == "gentle")
        }
    }

    @Test func `rest is offered from 8 on, and the words on emergencies are shown once`() async throws {
        try await withBody { daemon async throws in
            let seven: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 7]))
            #expect(!seven.restOffered && seven.showSafety)
            let eight: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 8]))
            #expect(eight.restOffered && !eight.showSafety && eight.mode == "gentle")
            let _: Control.ModeReply = try daemon.call("SetMode", Control.SetModeCall(mode: "rest"))
            let nine: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 9]))
            #expect(!nine.restOffered && nine.mode == "rest")
        }
    }

    @Test(arguments: [
        (Control.CheckInCall(ratings: [:]), "NothingTold"), (.init(ratings: [:], note: "sore"), "NothingTold"),
        (.init(ratings: ["pain": 11]), "InvalidAttribute"), (.init(ratings: ["pain": -1]), "InvalidAttribute"),
        (.init(ratings: ["colour": 3]), "InvalidAttribute"),
        (.init(ratings: ["pain": 3], at: "tomorrow"), "InvalidTime"),
    ])
    func `what tells nothing is refused, and nothing is kept`(call: Control.CheckInCall, error: String) async throws {
        try await withBody { daemon async throws in
            #expect(try daemon.refusal("CheckIn", call).name == "io.habitd.Control.\(error)")
            #expect(try daemon.history().isEmpty)
        }
    }

    @Test func `a bare done tells nothing either, and one with a rating is a check-in`() async throws {
        try await withBody { daemon async throws in
            let bare = try daemon.refusal("Record", Control.RecordCall(habit: "check-in"))
            #expect(bare.name == "io.habitd.Control.NothingTold")
            let call = Control.RecordCall(habit: "check-in", attributes: ["pain": "7"])
            let _: Control.RecordReply = try daemon.call("Record", call)
            #expect(try daemon.status().mode == "gentle")
        }
    }

    @Test func `switched off or not there, a check-in is taken and put right all the same`() async throws {
        for (plugins, configuration) in [
            (Self.plugins, "[habits.check-in]\nenabled = false\n"), ([SipPlugin()], nil),
        ] as [([any HabitPlugin], String?)] {
            try await withDaemon(plugins, configuration: configuration) { daemon async throws in
                let reply: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 6]))
                #expect(reply.mode == "gentle")
                let call = Control.AmendCall(id: reply.entry.id, attributes: ["pain": "4"])
                let _: Control.EntryReply = try daemon.call("Amend", call)
                #expect(try daemon.status().mode == "normal")
                #expect(try daemon.history(.init(habit: "check-in")).map(\.attributes) == [["pain": "4"]])
            }
        }
    }

    @Test func `a restart knows today's pain, and the limits can be set`() async throws {
        let folder = try StoreFolder()
        try await withDaemon(Self.plugins, in: folder) { daemon async throws in
            let _: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 6]))
        }
        try await withDaemon([SipPlugin()], in: folder) { daemon async throws in
            #expect(try daemon.status().mode == "gentle")
            try daemon.configure("[day]\ngentle_from = 7\noffer_rest_from = 0\n")
            let _: Control.ProblemsReply = try daemon.call("Reload")
            #expect(try daemon.status().mode == "normal")
            let worst: Control.CheckInReply = try daemon.call("CheckIn", told(["pain": 10]))
            #expect(worst.mode == "gentle" && !worst.restOffered)
        }
    }

    @Test func `pain and notes reach neither the journal nor those who watch`() async throws {
        try await withBody { daemon async throws in
            let events = daemon.parts.watchers.subscribe()
            let call = Control.CheckInCall(ratings: ["pain": 9], note: "sore-as-anything")
            let _: Control.CheckInReply = try daemon.call("CheckIn", call)
            let _: Control.EntriesReply = try daemon.call("Tell", Control.TellCall(kind: "tell", note: "a new tablet"))
            let why: Control.ExplainReply = try daemon.call("Explain", Control.ExplainCall(habit: "sip"))
            #expect(why.decisions.contains { $0.reason == "gentle for today: you told pain 9 of 10" })
            await daemon.pass(.hours(10))
            daemon.parts.watchers.reloaded(at: daemon.clock.now, reason: "the end")
            var heard = ""
            for await event in events {
                heard += "\(event)\n"
                if event.kind == "reloaded" { break }
            }
            let records = "\(await daemon.journal.all(daemon.parts.writer))"
            for said in [heard, records] {
                #expect(!said.contains("sore-as") && !said.contains("tablet") && !said.contains("pain 9"), "\(said)")
            }
            #expect(heard.contains("gentle for today"))
        }
    }

    @Test func `words are kept, listed newest first, corrected and taken back`() async throws {
        try await withBody { daemon async throws in
            let first: Control.EntriesReply = try daemon.call(
                "Tell", Control.TellCall(kind: "victory", note: "top shelf", at: "yesterday 18:00"))
            let _: Control.EntriesReply = try daemon.call("Tell", Control.TellCall(kind: "victory", note: "slept well"))
            let _: Control.EntriesReply = try daemon.call("Tell", Control.TellCall(kind: "tell", note: "a tablet"))
            func notes(_ kind: String) throws -> [String?] {
                try daemon.call("Tell", Control.TellCall(kind: kind), returning: Control.EntriesReply.self).entries
                    .map(\.note)
            }
            #expect(try notes("victory") == ["slept well", "top shelf"])
            #expect(try notes("tell") == ["a tablet"])
            let _: Control.EntryReply = try daemon.call(
                "Amend", Control.AmendCall(id: first.entries[0].id, note: "the topmost shelf"))
            #expect(try notes("victory") == ["slept well", "the topmost shelf"])
            let _: Control.UndoReply = try daemon.call("Undo")
            #expect(try notes("victory") == ["slept well", "top shelf"])
            #expect(try daemon.history(.init(habit: "victory")).count == 2)
            for (call, error) in [
                (Control.TellCall(kind: "gossip", note: "x"), "InvalidAttribute"),
                (.init(kind: "tell", note: " "), "NothingTold"),
            ] {
                #expect(try daemon.refusal("Tell", call).name == "io.habitd.Control.\(error)")
            }
        }
    }
}
