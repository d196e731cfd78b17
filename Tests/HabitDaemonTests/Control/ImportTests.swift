import Foundation
import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// Import and Export over a real socket and a real file.
@Suite(.timeLimit(.minutes(2))) struct ControlImportTests {
    /// An id that is nothing but its number.
    static func id(_ number: Int) -> String { "00000000-0000-7000-8000-" + String(format: "%012x", number) }

    private func item(
        _ number: Int, _ habit: String = "sip", at: String = "2026-11-24T09:00:00+00:00", amount: Double? = 200,
        unit: String? = "ml", kind: String = "done", note: String? = nil
    ) -> Control.ImportItem {
        Control.ImportItem(
            place: "f:\(number)",
            entry: .init(
                id: Self.id(number), habit: habit, kind: kind, at: at, amount: amount, unit: unit, note: note))
    }

    private func stage(_ daemon: RunningDaemon, _ items: [Control.ImportItem]) throws -> Control.ImportReply {
        try daemon.call("Import", Control.ImportCall(step: .stage, items: items))
    }

    @discardableResult
    private func finish(
        _ daemon: RunningDaemon, _ token: String, _ step: Control.ImportStep = .keep
    ) throws -> Control.ImportReply {
        try daemon.call("Import", Control.ImportCall(token: token, step: step))
    }

    @Test func `what is imported is in the history, the day and the plan, and nothing of it is before the end`()
        async throws
    {
        try await withDaemon { daemon async throws in
            #expect(try daemon.status(of: "sip").progress?.done == 0)
            let first = try stage(daemon, [item(1), item(2, at: "2026-11-23T09:00:00+00:00", note: "yesterday")])
            #expect(first.problems.isEmpty)
            let more: Control.ImportReply = try daemon.call(
                "Import", Control.ImportCall(token: first.token, step: .stage, items: [item(3, "old", unit: nil)]))
            #expect(more.token == first.token)
            #expect(try daemon.history().isEmpty && daemon.status(of: "sip").progress?.done == 0)

            let reply = try finish(daemon, first.token)
            #expect(
                reply.habits == [
                    .init(
                        habit: "old", isConfigured: false, entries: 1, new: 1, first: "2026-11-24", last: "2026-11-24",
                        plans: 0, newPlans: 0),
                    .init(
                        habit: "sip", isConfigured: true, entries: 2, new: 2, first: "2026-11-23", last: "2026-11-24",
                        plans: 0, newPlans: 0),
                ])
            #expect(try daemon.history().map(\.note) == ["yesterday", nil, nil])
            #expect(try daemon.status(of: "sip").progress?.done == 200, "the planner knows what was brought in")
            #expect(try await daemon.parts.history.days("sip").map(\.done) == [200, 200])
            // What no habit of ours measures is counted.
            #expect(try daemon.history(.init(since: "today")).last?.unit == "times")
        }
    }

    @Test func `a dry run tells the same and changes nothing`() async throws {
        try await withDaemon { daemon async throws in
            let _: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "sip"))
            let before = try daemon.folder.contents()["history.sqlite"]
            let token = try stage(daemon, [item(1), item(2)]).token
            #expect(try finish(daemon, token, .tell).habits.map(\.new) == [2])
            #expect(try daemon.history().count == 1)
            #expect(try daemon.folder.contents()["history.sqlite"] == before)
            #expect(
                try daemon.refusal("Import", Control.ImportCall(token: token, step: .keep)).name.hasSuffix("ImportLost")
            )
        }
    }

    @Test func `imported twice is imported once, and what was taken back stays taken back`() async throws {
        try await withDaemon { daemon async throws in
            try finish(daemon, stage(daemon, [item(1), item(2)]).token)
            let _: Control.UndoReply = try daemon.call("Undo", Control.UndoCall(id: Self.id(2)))
            let reply = try finish(daemon, stage(daemon, [item(1), item(2), item(3), item(3)]).token)
            #expect(reply.habits.map(\.entries) == [3] && reply.habits.map(\.new) == [1])
            #expect(try daemon.history().map(\.id) == [Self.id(1), Self.id(3)])
            #expect(try await daemon.parts.history.days("sip").map(\.done) == [400])
        }
    }

    @Test func `another import drops one that was left, and the old one is told`() async throws {
        try await withDaemon { daemon async throws in
            let old = try stage(daemon, [item(1)]).token
            let new = try stage(daemon, [item(2)]).token
            for step in ["stage", "keep", "drop", "tell"] {
                var call = Control.ImportCall(token: old, step: .keep)
                call.step = step
                #expect(try daemon.refusal("Import", call).name == "io.habitd.Control.ImportLost")
            }
            try finish(daemon, new)
            #expect(try daemon.history().map(\.id) == [Self.id(2)])
            #expect(try daemon.refusal("Import", Control.ImportCall(step: .keep)).name.hasSuffix("ImportLost"))
            var call = Control.ImportCall(step: .keep)
            call.step = "never"
            #expect(try daemon.refusal("Import", call) == .invalidParameter("step"))
        }
    }

    @Test func `an import that nobody goes on with is dropped after a while`() async throws {
        try await withDaemon { daemon async throws in
            let token = try stage(daemon, [item(1)]).token
            try await daemon.parts.history.dropStaleStaging(at: daemon.clock.now + .minutes(9))
            #expect(try await daemon.parts.history.staged(token: token).count == 1)
            try await daemon.parts.history.dropStaleStaging(at: daemon.clock.now + .minutes(11))
            #expect(
                try daemon.refusal("Import", Control.ImportCall(token: token, step: .keep)).name.hasSuffix("ImportLost")
            )
        }
    }

    static let wrong: [(Control.ImportedEntry, String)] = [
        (.init(id: "one", habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z"), "its id “one” is not a UUID"),
        (.init(id: id(1), habit: "", kind: "done", at: "2026-11-24T09:00:00Z"), "is not a name"),
        (.init(id: id(1), habit: "a\nb", kind: "done", at: "2026-11-24T09:00:00Z"), "is not a name"),
        (.init(id: id(1), habit: "sip", kind: "sung", at: "2026-11-24T09:00:00Z"), "there is no kind “sung”"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00"), "is no time like"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "1999-12-31T09:00:00Z"), "before the year 2000"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-26T09:00:00Z"), "is still to come"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z", amount: -1), "an amount of -1.0"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z", amount: 1e9), "an amount of"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z", unit: "pints"), "no unit “pints”"),
        (
            .init(
                id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z",
                note: String(repeating: "x", count: 65_537)), "its note has 65537 bytes"
        ),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z", day: "2026-11-01"), "is far from"),
        (.init(id: id(1), habit: "sip", kind: "done", at: "2026-11-24T09:00:00Z", attributes: ["": "x"]), "attribute"),
    ]

    @Test(arguments: wrong)
    func `what cannot be kept is told with its place, and the others are taken`(
        entry: Control.ImportedEntry, reason: String
    ) async throws {
        try await withDaemon { daemon async throws in
            let reply = try stage(daemon, [item(7), Control.ImportItem(place: "log:12", entry: entry)])
            #expect(reply.problems.map(\.place) == ["log:12"])
            #expect(reply.problems.first?.problem.contains(reason) == true, "\(reply.problems)")
            try finish(daemon, reply.token)
            #expect(try daemon.history().map(\.id) == [Self.id(7)])
        }
    }

    @Test func `a booking may lie ahead, and an amount left out is the usual one`() async throws {
        try await withDaemon { daemon async throws in
            let token = try stage(
                daemon,
                [
                    item(1, at: "2027-03-01T17:00:00+01:00", amount: 0, kind: "booked"),
                    item(2, amount: nil, unit: nil), item(3, amount: nil, unit: nil, kind: "skipped"),
                ]
            ).token
            try finish(daemon, token)
            let entries = try daemon.history()
            #expect(entries.map(\.amount) == [100, 0, 0] && entries.map(\.unit) == ["ml", "ml", "ml"])
            #expect(entries.last?.kind == "booked")
            #expect(try daemon.status(of: "sip").progress?.done == 100)
        }
    }

    @Test func `plans are taken where a day has none, and never changed`() async throws {
        try await withDaemon { daemon async throws in
            try await daemon.parts.history.plan(DayPlan(habit: "sip", day: startDay, target: 1000))
            func plan(_ habit: String, _ day: String, _ target: Double?, _ period: String, _ mode: String? = nil)
                -> Control.ImportItem
            {
                Control.ImportItem(
                    place: "p", plan: .init(habit: habit, day: day, target: target, period: period, mode: mode))
            }
            let staged = try stage(
                daemon,
                [
                    plan("sip", startDay.text, 5, "week"), plan("sip", "2026-11-20", 5, "14d", "gentle"),
                    plan("walk", "2026-11-20", nil, "day", "normal"), plan("walk", "2026-11-21", -1, "day"),
                    plan("walk", "2026-11-21", 1, "month"), plan("walk", "1920-01-01", 1, "day"),
                    plan("walk", "2026-11-21", 1, "day", "wild"),
                ])
            #expect(staged.problems.count == 4, "\(staged.problems)")
            let reply = try finish(daemon, staged.token)
            #expect(reply.habits.map(\.plans) == [2, 1] && reply.habits.map(\.newPlans) == [1, 1])
            let plans = try await daemon.parts.history.plans(after: nil, limit: 10)
            #expect(
                plans.filter { $0.day == startDay } == [DayPlan(habit: "sip", day: startDay, target: 1000)], "\(plans)")
            #expect(plans.contains(DayPlan(habit: "walk", day: startDay.adding(days: -4), target: nil)))
            #expect(
                plans.contains(
                    DayPlan(habit: "sip", day: startDay.adding(days: -4), target: 5, period: "14d", mode: .gentle)))
        }
    }

    @Test func `an export imports into an empty history as the same state`() async throws {
        var random = SeededGenerator(state: 4)
        for _ in 0..<3 {
            let life = RandomHistory(using: &random)
            var items: [Control.ImportItem] = []
            var exported: [Control.Entry] = []
            try await withDaemon(configuration: "[day]\nstarts = \"03:30\"\n") { daemon async throws in
                for (entry, day) in life.entries { try await daemon.parts.history.append(entry, day: day) }
                for plan in life.plans { try await daemon.parts.history.plan(plan) }
                (items, exported) = try Self.export(daemon)
                let sums = try await Self.sums(daemon)
                try await withDaemon(configuration: "[day]\nstarts = \"03:30\"\n") { other async throws in
                    var token: String?
                    for part in stride(from: 0, to: items.count, by: 50).map({ items[$0..<min($0 + 50, items.count)] })
                    {
                        let reply: Control.ImportReply = try other.call(
                            "Import", Control.ImportCall(token: token, step: .stage, items: Array(part)))
                        #expect(reply.problems.isEmpty, "\(reply.problems.first?.problem ?? "")")
                        token = reply.token
                    }
                    try finish(other, #require(token))
                    #expect(try Self.export(other).entries == exported)
                    #expect(try Self.export(other).items == items)
                    #expect(try await Self.sums(other) == sums)
                    let stored = try await other.parts.history.everything(limit: 500)
                    #expect(stored == life.entries.map(\.entry).sorted { $0.at < $1.at })
                }
            }
        }
    }

    /// What Export tells, as what Import takes.
    private static func export(
        _ daemon: RunningDaemon
    ) throws -> (items: [Control.ImportItem], entries: [Control.Entry]) {
        var items: [Control.ImportItem] = []
        var entries: [Control.Entry] = []
        try daemon.connect().stream("io.habitd.Control.Export", of: Control.ExportReply.self) { reply in
            entries += reply.entries
            items += reply.entries.map { entry in
                Control.ImportItem(
                    place: "e",
                    entry: .init(
                        id: entry.id, habit: entry.habit, kind: entry.kind, at: entry.at, amount: entry.amount,
                        unit: entry.unit, attributes: entry.attributes, note: entry.note, day: entry.day))
            }
            items += (reply.plans ?? []).map { Control.ImportItem(place: "p", plan: $0) }
            return true
        }
        return (items, entries)
    }

    /// The per-day sums, to the thousandth: adding in another order rounds otherwise.
    private static func sums(_ daemon: RunningDaemon) async throws -> [String] {
        var all: [String] = []
        for habit in try await daemon.parts.history.knownHabits() {
            all += try await daemon.parts.history.days(habit, .times).map { day in
                "\(habit) \(day.date.text) \((day.done * 1000).rounded()) \(day.count) \(day.wasGentle) \(day.wasRested) "
                    + "\(day.wasSkipped) \(day.target ?? -1) \(day.period ?? "")"
            }
        }
        return all
    }
}

/// Entries of every kind with anything a note can hold, some on another day than their time says; and plans.
struct RandomHistory {
    var entries: [(entry: Entry, day: LocalDate)] = []
    var plans: [DayPlan] = []

    private static let alphabet = Array("ab ü水👍\"\\;=,\n\r\t\u{1}\u{7f}{}'")

    init(using random: inout SeededGenerator) {
        func text(_ random: inout SeededGenerator) -> String {
            String(
                (0..<Int.random(in: 1...12, using: &random)).map { _ in Self.alphabet.randomElement(using: &random)! })
        }
        for number in 0..<200 {
            let habit = ["sip", "nap", CheckIn.habit, "victory", "tell", "gone"].randomElement(using: &random)!
            let kind = Entry.Kind.allCases.randomElement(using: &random)!
            // No two at the same time, so that their order is one and the same.
            let seconds = -Int64(number) * 40_000 + Int64.random(in: 0..<39_999, using: &random)
            let ahead: Int64 = kind == .booked && Bool.random(using: &random) ? 90 * 86_400 : 0
            var entry = Entry(
                id: ControlImportTests.id(number), habit: habit, kind: kind,
                at: Instant(
                    microseconds: (start.seconds + seconds + ahead) * 1_000_000
                        + Int64.random(in: 0..<1_000_000, using: &random)),
                offset: [0, 3600, -18_000, 20_700].randomElement(using: &random)!,
                amount: kind.counts ? Double(Int.random(in: 0...90_000, using: &random)) / 1000 : 0,
                unit: HabitKit.Unit.all.randomElement(using: &random)!)
            if Bool.random(using: &random) { entry.note = text(&random) }
            if habit == CheckIn.habit { entry.attributes = ["pain": "\(number % 11)", "peg-pain": "3"] }
            if Bool.random(using: &random) { entry.attributes["area"] = text(&random) }
            var day = Day.date(of: entry.at, offset: entry.offset, starts: LocalTime(secondOfDay: 12_600))
            if Int.random(in: 0..<10, using: &random) == 0 { day = day.adding(days: 1) }
            entries.append((entry, day))
        }
        for number in 0..<60 {
            plans.append(
                DayPlan(
                    habit: ["sip", "massage", "gone"][number % 3], day: startDay.adding(days: -number - 1),
                    target: number % 5 == 0 ? nil : Double(number) / 4,
                    period: ["day", "week", "14d", "28d"][number % 4],
                    mode: [nil, .gentle, .rest][number % 3 == 0 ? 0 : number % 2 + 1]))
        }
    }
}
