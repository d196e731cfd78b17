import GRDB
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct RecordingTests {
    @Test func `an entry comes back as it was given, over a restart`() async throws {
        let folder = try StoreFolder()
        let given = [
            entry("a1", attributes: ["area": "back", "side": "left"], note: "cold\nfrom the tap “x”"),
            entry("a2", "walk", 12.5, .minutes, kind: .gentle, minutes: 3),
            entry("a3", "walk", 0, .minutes, kind: .rested, minutes: 4),
            entry("a4", "walk", 0, .minutes, kind: .skipped, minutes: -600, note: ""),
        ]
        let history = try folder.open()
        for one in given { try await history.append(one, day: startDay) }
        try history.close()

        let again = try folder.open()
        for one in given { #expect(try await again.entry(one.id) == one) }
        try again.close()
    }

    @Test func `every commit is synced to the disk, and the file is in WAL mode`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let before = try await history.read { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        #expect(before == 2, "2 is FULL")
        #expect(try await history.read { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") } == "wal")
        history.keepMemory([1])
        try await history.append(entry("a1"), day: startDay)
        let after = try await history.read { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") }
        #expect(after == 2, "keeping the memory cheaply does not leave the entries cheap")
        try history.close()
    }

    @Test func `sixteen who record at once all find their entries`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await withThrowingTaskGroup { group in
            for client in 0..<16 {
                group.addTask {
                    for number in 0..<20 {
                        try await history.append(entry("c\(client)-\(number)", minutes: number), day: startDay)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await history.days("water").map(\.count) == [320])
        #expect(try await history.days("water").map(\.done) == [80_000])
        #expect(try await history.everything(limit: 50).count == 320)
        try history.close()
    }

    @Test func `what is refused fails alone, and its neighbours in the commit stand`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("taken"), day: startDay)
        let amounts = [("one", 1.0), ("taken", 1), ("two", 2), ("minus", -3), ("nan", .nan), ("three", 3)]
        let writes =
            amounts.map { HistoryWrite.append(entry($0, "walk", $1), day: startDay) }
            + [.supersede(id: "nobody", by: nil, day: nil, at: start)]
        let answers = history.database.inDatabase { db in history.commits.perform(writes, nil, db) }
        let codes = answers.map { answer -> HistoryError.Code? in
            if case .failure(let error) = answer { error.code } else { nil }
        }
        #expect(codes == [nil, .refused, nil, .refused, .refused, nil, .noSuchEntry])
        let walks = try await history.days("walk").map(\.done)
        #expect(walks == [6])
        #expect(try await history.everything(habit: "walk", limit: 10).map(\.id).sorted() == ["one", "three", "two"])
        try history.close()
    }

    @Test func `an entry far from the day it counts for is refused`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        await #expect(throws: HistoryError.self) { try await history.append(entry("a"), day: startDay.adding(days: 5)) }
        await #expect(throws: HistoryError.self) {
            try await history.append(entry("b"), day: startDay.adding(days: -5))
        }
        #expect(try await history.days("water").isEmpty)
        try history.close()
    }

    @Test func `an entry cannot be changed, not even by hand`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("a1"), day: startDay)
        #expect(throws: DatabaseError.self) { try folder.execute("UPDATE entries SET amount = 9") }
        #expect(try await history.entry("a1")?.amount == 250)
        try history.close()
    }

    @Test func `an entry is refused while another program holds the file, and can be told again`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        var configuration = GRDB.Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: folder.file, configuration: configuration)
        try other.inDatabase { db in try db.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: HistoryError.self) { try await history.append(entry("a"), day: startDay) }
        #expect(error?.message.contains("Another program") == true)
        try other.inDatabase { db in try db.execute(sql: "ROLLBACK") }
        try await history.append(entry("a"), day: startDay)
        #expect(try await history.latest()?.id == "a")
        try history.close()
    }

    @Test func `superseding keeps the old entry and moves the sums, between days and habits`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("a1", "water", 0.1), day: startDay)
        try await history.append(entry("a2", "water", 0.2), day: startDay)
        let old = try await history.supersede(
            "a2", by: entry("a3", "tea", 500), day: startDay.adding(days: -1), at: start)
        #expect(old == entry("a2", "water", 0.2))
        #expect(try await history.days("water").map(\.done) == [0.1], "no rounding is left behind")
        #expect(try await history.days("tea").map(\.date) == [startDay.adding(days: -1)])
        #expect(try await history.entry("a2") == nil)
        #expect(try await history.replaced(by: "a3") == old)
        #expect(try folder.sql(Int.self, "SELECT count(*) FROM entries") == 3, "nothing is deleted")

        await #expect { try await history.supersede("a2", by: nil, at: start) } throws: {
            ($0 as? HistoryError)?.code == .alreadySuperseded
        }
        _ = try await history.supersede("a3", by: nil, at: start)
        #expect(try await history.days("tea").map(\.count) == [0])
        #expect(try await history.latest()?.id == "a1")
        try history.close()
    }

    @Test func `a replacement whose id is taken changes nothing`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("a1"), day: startDay)
        try await history.append(entry("a2"), day: startDay)
        await #expect(throws: HistoryError.self) {
            try await history.supersede("a2", by: entry("a1"), at: start)
        }
        #expect(try await history.entry("a2") == entry("a2"))
        #expect(try await history.days("water").map(\.done) == [500])
        try history.close()
    }

    @Test func `after any run of recording and superseding the sums are those of the entries that stand`() async throws
    {
        let folder = try StoreFolder()
        let history = try folder.open()
        var random = SeededGenerator(state: 7)
        var standing: [String: (entry: Entry, day: LocalDate)] = [:]
        for number in 0..<150 {
            let kind = Entry.Kind.allCases.randomElement(using: &random)!
            let minutes = Int.random(in: -2000...2000, using: &random)
            let amount = Double(Int.random(in: 0...400, using: &random)) / 8
            let unit = Bool.random(using: &random) ? HabitKit.Unit.minutes : .seconds
            let day = startDay.adding(days: Int.random(in: -1...1, using: &random))
            let new = entry("e\(number)", "walk", amount, unit, kind: kind, minutes: minutes)
            if let id = standing.keys.sorted().randomElement(using: &random), number % 3 == 0 {
                let replacement = number % 2 == 0 ? new : nil
                _ = try await history.supersede(id, by: replacement, day: day, at: start)
                standing[id] = nil
                if let replacement { standing[new.id] = (replacement, day) }
            } else {
                try await history.append(new, day: day)
                standing[new.id] = (new, day)
            }
        }
        for day in try await history.days("walk", .seconds) {
            let entries = standing.values.filter { $0.day == day.date }.map(\.entry)
            let counting = entries.filter(\.counts)
            #expect(day.count == counting.count)
            #expect(day.done == counting.reduce(0) { $0 + $1.amount * $1.unit.scale })
            #expect(day.wasSkipped == entries.contains { $0.kind == .skipped })
            #expect(day.wasRested == entries.contains { $0.kind == .rested })
            #expect(day.wasGentle == entries.contains { $0.kind == .gentle })
        }
        try history.close()
    }

    @Test func `a full disk refuses the entry, keeps nothing of it, and the history lives on`() async throws {
        let folder = try StoreFolder()
        var options = HistoryOptions()
        options.maximumPages = 60
        let history = try folder.open(options)
        var kept = 0
        var refusal: HistoryError?
        while refusal == nil && kept < 1000 {
            do {
                try await history.append(entry("e\(kept)", note: String(repeating: "x", count: 2000)), day: startDay)
                kept += 1
            } catch {
                refusal = error
            }
        }
        #expect(refusal?.code == .full)
        #expect(refusal?.message.contains("No space is left") == true)
        #expect(try await history.days("water").map(\.count) == [kept])
        #expect(try await history.everything(limit: 100).count == kept)
        try history.close()

        let roomy = try folder.open()
        try await roomy.append(entry("later"), day: startDay)
        #expect(try await roomy.days("water").map(\.count) == [kept + 1])
        try roomy.close()
    }

    @Test func `a full disk fails all who share the commit, and keeps nothing of any`() async throws {
        let folder = try StoreFolder()
        var options = HistoryOptions()
        options.maximumPages = 60
        let history = try folder.open(options)
        try await history.append(entry("before"), day: startDay)
        let huge = entry("huge", note: String(repeating: "x", count: 200_000))
        let writes = [entry("small"), huge, entry("next")].map { HistoryWrite.append($0, day: startDay) }
        let answers = history.database.inDatabase { db in history.commits.perform(writes, nil, db) }
        for answer in answers {
            #expect(throws: HistoryError.self) { try answer.get() }
            if case .failure(let error) = answer { #expect(error.code == .full) }
        }
        #expect(try await history.everything(limit: 10).map(\.id) == ["before"])
        #expect(try await history.days("water").map(\.count) == [1])
        try await history.append(entry("after"), day: startDay)
        try history.close()
    }

    @Test func `memory is kept, durably or soon, and the newest counts`() async throws {
        let folder = try StoreFolder()
        let first = try folder.open()
        #expect(try first.loadMemory() == nil)
        try await first.saveMemory(Array("one".utf8))
        #expect(try first.loadMemory() == Array("one".utf8))
        first.keepMemory(Array("two".utf8))
        first.keepMemory(Array("three".utf8))
        try first.close()

        let second = try folder.open()
        #expect(try second.loadMemory() == Array("three".utf8))
        try second.close()
    }

    @Test func `a closed history refuses, and does not hang`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try history.close()
        for call in [
            { try await history.append(entry("a"), day: startDay) },
            { _ = try await history.latest() },
            { _ = try await history.backUpDaily(at: start) },
        ] as [@Sendable () async throws -> Void] {
            await #expect { try await call() } throws: { ($0 as? HistoryError)?.code == .closed }
        }
    }
}
