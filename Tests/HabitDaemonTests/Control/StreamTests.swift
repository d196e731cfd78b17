import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// Watch, History and Export.
@Suite(.timeLimit(.minutes(2))) struct StreamTests {
    @Test func `a watcher is told how things are, and then what happens`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            var kinds: [String] = []
            try daemon.connect().stream("io.habitd.Control.Watch", of: Control.WatchReply.self) { reply in
                kinds.append(reply.event.kind)
                if kinds == ["status"] {
                    #expect(reply.event.prompts?.map(\.habit) == ["sip"])
                    let _: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
                }
                if reply.event.kind == "done" { #expect(reply.event.habit == "sip" && reply.event.title == "Sipping") }
                return reply.event.kind != "done"
            }
            #expect(kinds == ["status", "done"])
        }
    }

    @Test func `prompts that are told together are one event`() async throws {
        let watchers = Watchers()
        let events = watchers.subscribe()
        watchers.announce(
            Announcement(at: start, prompts: [announced(), announced("walk", title: "Walk", message: "Go")]))
        let event = await events.first { _ in true }
        #expect(event?.kind == "prompt" && event?.title == "Hydration, Walk")
        #expect(event?.prompts?.map(\.habit) == ["water", "walk"])
    }

    @Test func `a watcher that does not keep up loses its stream, and nobody else theirs`() async throws {
        let watchers = Watchers(capacity: 2)
        let slow = watchers.subscribe()
        for _ in 0..<3 { watchers.tell(PlannerNews(kind: .mode, at: start, reason: "x")) }
        let quick = watchers.subscribe()
        watchers.tell(PlannerNews(kind: .resumed, at: start, reason: "x"))
        var kinds: [String] = []
        for await event in slow { kinds.append(event.kind) }
        #expect(kinds == ["mode", "mode"])
        #expect(await quick.first { _ in true }?.kind == "resumed")
    }

    @Test func `streams ask for more`() async throws {
        try await withDaemon { daemon async throws in
            for method in ["Watch", "History", "Export"] {
                #expect(try daemon.refusal(method) == .expectedMore)
            }
        }
    }

    @Test func `the history comes oldest first, in batches, and within its bounds`() async throws {
        try await withDaemon { daemon async throws in
            for number in 0..<450 {
                try await daemon.parts.history.append(
                    entry("e\(number)", number % 2 == 0 ? "sip" : "nap", 100, minutes: -number), day: startDay)
            }
            var batches: [Int] = []
            var times: [String] = []
            try daemon.connect().stream(
                "io.habitd.Control.Export", of: Control.EntriesReply.self
            ) {
                batches.append($0.entries.count)
                times += $0.entries.map(\.id)
                return true
            }
            #expect(times == (0..<450).reversed().map { "e\($0)" })
            #expect(try daemon.history(.init(habit: "sip")).count == 225)
            #expect(try daemon.history(.init(since: "11:00", until: "11:30")).count == 30)
            #expect(try daemon.history(.init(habit: "na", since: "11:58")).map(\.id) == ["e1"])
            #expect(try daemon.history(.init(since: "today")).count == 450, "a date means the whole day")
            #expect(try daemon.history(.init(until: "today")).count == 450)
            #expect(try daemon.history(.init(until: "yesterday")).isEmpty)
        }
    }

    @Test func `long notes make smaller batches, so that no message is too large`() {
        let note = String(repeating: "\u{1}", count: EntryReader.noteLimit)
        let entry = Control.Entry(
            id: "x", habit: "sip", kind: "done", at: "", amount: 1, unit: "ml", attributes: [:], note: note)
        var batch = EntryBatch()
        let isTaken = (0..<6).map { _ in batch.add(entry) }
        #expect(isTaken == [true, false, false, false, false, false])
        #expect(batch.take().entries.count == 1)
        let isTakenAgain = batch.add(entry)
        #expect(isTakenAgain, "an empty batch takes any entry")
    }
}
