import GRDB
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct ReadingTests {
    @Test func `pages give every entry once in the order of time, whatever their size`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        var random = SeededGenerator(state: 11)
        var given: [Entry] = []
        for number in 0..<120 {
            // Many share a time: the order of recording decides among them.
            let minutes = Int.random(in: 0..<30, using: &random)
            given.append(entry("e\(number)", number % 3 == 0 ? "water" : "walk", minutes: minutes))
            try await history.append(given[number], day: startDay)
        }
        _ = try await history.supersede("e5", by: nil, at: start)
        given.remove(at: 5)
        let sorted = given.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(
            \.element)
        for limit in [1, 7, 119, 120, 500] {
            #expect(try await history.everything(limit: limit) == sorted)
            #expect(try await history.everything(newestFirst: true, limit: limit) == sorted.reversed())
            #expect(try await history.everything(habit: "walk", limit: limit) == sorted.filter { $0.habit == "walk" })
        }
        let from = start + .minutes(10)
        let to = start + .minutes(20)
        let within = sorted.filter { $0.at >= from && $0.at < to }
        #expect(try await history.everything(from: from, to: to, limit: 9) == within)
        #expect(try await history.everything(from: from, to: to, newestFirst: true, limit: 9) == within.reversed())
        #expect(try await history.everything(habit: "nobody", limit: 9).isEmpty)
        try history.close()
    }

    @Test func `entries recorded between two pages disturb neither`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        for number in 0..<10 { try await history.append(entry("e\(number)", minutes: number), day: startDay) }
        let first = try await history.page(limit: 5)
        try await history.append(entry("early", minutes: 2), day: startDay)
        try await history.append(entry("late", minutes: 7), day: startDay)
        let second = try await history.page(after: first.next, limit: 10)
        #expect(second.entries.map(\.id) == ["e5", "e6", "e7", "late", "e8", "e9"])
        #expect(second.next == nil)
        try history.close()
    }

    @Test func `no page and no look-up reads the whole table or sorts it`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let cursor = HistoryCursor(at: 1, sequence: 1)
        var queries: [PageQuery] = []
        for habit in [nil, "water"] {
            for bound in [nil, start] {
                for after in [nil, cursor] {
                    for newestFirst in [false, true] {
                        queries.append(
                            PageQuery(
                                habit: habit, from: bound, to: bound, newestFirst: newestFirst, cursor: after, limit: 5)
                        )
                    }
                }
            }
        }
        for query in queries {
            let plan = try await history.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(query.sql)", arguments: query.arguments)
                    .map { $0["detail"] as String }.joined(separator: "; ")
            }
            #expect(plan.contains("USING INDEX"), "\(query.sql): \(plan)")
            #expect(!plan.contains("TEMP B-TREE"), "\(query.sql): \(plan)")
            if query.habit != nil { #expect(plan.contains("habit=?"), "\(query.sql): \(plan)") }
            if query.cursor != nil || query.from != nil { #expect(plan.contains("at"), "\(query.sql): \(plan)") }
        }
        try history.close()
    }

    @Test func `recent gives what counts for a day or later, by the day it was given`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        // 02:00 in the night still counts for the day before.
        try await history.append(entry("night", minutes: -600), day: startDay.adding(days: -1))
        try await history.append(entry("noon"), day: startDay)
        try await history.append(entry("other", "walk"), day: startDay)
        try await history.append(entry("morning", minutes: -300), day: startDay)
        func recent(_ day: LocalDate) async throws -> [String]? {
            try await history.recent([("water", day)])["water"]?.map(\.id)
        }
        #expect(try await recent(startDay) == ["morning", "noon"])
        #expect(try await recent(startDay.adding(days: -1)) == ["night", "morning", "noon"])
        #expect(try await recent(startDay.adding(days: 1))?.isEmpty == true)
        try history.close()
    }

    @Test func `an entry is found by its id, a beginning or an end that only it has`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let ids = ["0190a5b2-1111-7000-8000-00000000aaaa", "0190a5b2-2222-7000-8000-00000000bbbb"]
        for id in ids { try await history.append(entry(id), day: startDay) }
        #expect(try await history.entry(ids[0])?.id == ids[0])
        #expect(try await history.entry("0190A5B2-1")?.id == ids[0])
        #expect(try await history.entry("00bbbb")?.id == ids[1])
        #expect(try await history.entry("ffff") == nil)
        #expect(try await history.entry("aaa") == nil, "three characters could be anything")
        #expect(try await history.entry("%") == nil)
        await #expect { _ = try await history.entry("0190a5b2") } throws: {
            guard let error = $0 as? HistoryError else { return false }
            return error.code == .ambiguousEntry && ids.allSatisfy { error.message.contains($0) }
        }
        try history.close()
    }

    @Test func `the latest entry is the one recorded last, not the one of the latest time`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        #expect(try await history.latest() == nil)
        try await history.append(entry("a", minutes: 60), day: startDay)
        try await history.append(entry("b", minutes: -60), day: startDay)
        #expect(try await history.latest()?.id == "b")
        _ = try await history.supersede("b", by: nil, at: start)
        #expect(try await history.latest()?.id == "a")
        try history.close()
    }

    @Test func `days tell what was done in the unit asked for, and what the day asked`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("a", "walk", 90, .seconds), day: startDay)
        try await history.append(entry("b", "walk", 0.5, .hours, kind: .gentle), day: startDay)
        try await history.plan(DayPlan(habit: "walk", day: startDay, target: 30))
        try await history.plan(DayPlan(habit: "walk", day: startDay, target: 20, period: "week", mode: .rest))
        try await history.plan(DayPlan(habit: "walk", day: startDay.adding(days: -3), target: nil))
        let days = try await history.days("walk", .minutes)
        #expect(
            days == [
                StoredDay(
                    date: startDay.adding(days: -3), done: 0, count: 0, wasGentle: false, wasRested: false,
                    wasSkipped: false, target: nil, period: "day"),
                StoredDay(
                    date: startDay, done: 31.5, count: 2, wasGentle: true, wasRested: true, wasSkipped: false,
                    target: 20, period: "week"),
            ])
        let since = try await history.foldDays(habit: "walk", unit: .minutes, since: startDay, into: 0) { sum, day in
            sum += day.count
        }
        #expect(since == 2)
        try history.close()
    }
}
