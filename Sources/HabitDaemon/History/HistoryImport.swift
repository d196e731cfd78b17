internal import GRDB
internal import HabitKit
internal import Synchronization

/// What waits to be kept of one habit.
struct StagedHabit: Sendable, Equatable {
    var habit: String
    var entries = 0
    /// Those whose id is not in the history.
    var new = 0
    /// The dates of the first and the last entry.
    var days: ClosedRange<LocalDate>?
    var plans = 0
    /// Those of days that nothing is kept of yet.
    var newPlans = 0
}

// What is brought in is staged in a database of its own that SQLite deletes with the connection: it may be large, it comes
// in many calls, and until it is all here nothing of it may show. Nothing of it is in the history's file or its backups.
extension History {
    /// Takes entries, each with the date it counts for, and plans in. Nothing of them is kept yet.
    ///
    /// - Parameter begin: drops whatever an earlier import has left; otherwise `token` must be the one that began.
    func stage(
        _ entries: [(entry: Entry, day: LocalDate)], _ plans: [DayPlan], token: String, begin: Bool, at now: Instant
    ) async throws(HistoryError) {
        try await read { [staging] db in
            if begin { try Staging.open(db) } else { try staging.check(token) }
            staging.owner.withLock { $0 = (token, now) }
            try db.inTransaction {
                for (entry, day) in entries { try Staging.insert(entry, day, db) }
                for plan in plans { try Staging.insert(plan, db) }
                return .commit
            }
        }
    }

    /// What was staged and how much of it is new, by habit.
    func staged(token: String) async throws(HistoryError) -> [StagedHabit] {
        try await read { [staging] db in
            try staging.check(token)
            return try Staging.summary(db)
        }
    }

    /// Keeps all that was staged, in one transaction, and returns what it was.
    func keepStaged(token: String) async throws(HistoryError) -> [StagedHabit] {
        let cache = options.cacheKiB
        return try await read { [staging] db in
            try staging.check(token)
            let habits = try Staging.summary(db)
            // Years of entries touch every page of the indexes more than once.
            try db.execute(sql: "PRAGMA cache_size = -8192")
            defer { try? db.execute(sql: "PRAGMA cache_size = -\(cache)") }
            try db.inTransaction(.immediate) {
                try Staging.keep(db)
                return .commit
            }
            try staging.drop(db)
            // The log has grown by all of it. Where somebody reads the file just now, it stays large for a while.
            try? db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return habits
        }
    }

    func dropStaged(token: String) async throws(HistoryError) {
        try await read { [staging] db in
            try staging.check(token)
            try staging.drop(db)
        }
    }

    /// Drops what an import left behind that nobody went on with.
    func dropStaleStaging(at now: Instant) async throws(HistoryError) {
        guard staging.isStale(at: now) else { return }
        try await read { [staging] db in if staging.isStale(at: now) { try staging.drop(db) } }
    }
}

/// Whose import is under way; and the statements it consists of.
final class Staging: Sendable {
    /// The import's token, and when it was heard of last. Changed on the history's queue.
    let owner = Mutex<(token: String, at: Instant)?>(nil)

    /// An import sends its next part at once; after so long nobody goes on with it.
    private static let patience: Duration = .minutes(10)

    func check(_ token: String) throws(HistoryError) {
        guard owner.withLock({ $0?.token }) == token else {
            throw HistoryError(.importLost, "There is no such import. Nothing was imported; try it again.")
        }
    }

    func isStale(at now: Instant) -> Bool {
        owner.withLock { $0.map { now - $0.at > Self.patience || now < $0.at - .minutes(1) } ?? false }
    }

    func drop(_ db: Database) throws {
        owner.withLock { $0 = nil }
        try Self.close(db)
    }

    static func open(_ db: Database) throws {
        try close(db)
        // Without a name it is a file that is unlinked from the start.
        try db.execute(sql: "ATTACH '' AS staging")
        try db.execute(
            sql: """
                CREATE TABLE staging.entries (
                    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, habit TEXT NOT NULL, kind TEXT NOT NULL,
                    at INTEGER NOT NULL, day INTEGER NOT NULL, offset INTEGER NOT NULL, amount REAL NOT NULL,
                    unit TEXT NOT NULL, attributes TEXT, note TEXT, base REAL NOT NULL);
                CREATE TABLE staging.plans (
                    habit TEXT NOT NULL, day INTEGER NOT NULL, target REAL, period TEXT NOT NULL, mode TEXT,
                    PRIMARY KEY (habit, day)) WITHOUT ROWID;
                """)
    }

    private static func close(_ db: Database) throws {
        let names = try String.fetchAll(db, sql: "SELECT name FROM pragma_database_list")
        if names.contains("staging") { try db.execute(sql: "DETACH staging") }
    }

    /// `base` is what the entry adds to its day's sum.
    static func insert(_ entry: Entry, _ day: LocalDate, _ db: Database) throws {
        let sql = """
            INSERT OR IGNORE INTO staging.entries
            (id, habit, kind, at, day, offset, amount, unit, attributes, note, base) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        var sums = DaySums()
        sums.add(entry.kind, entry.amount * entry.unit.scale)
        try db.cachedStatement(sql: sql).execute(arguments: [
            entry.id, entry.habit, entry.kind.rawValue, entry.at.microseconds, day.dayNumber, entry.offset,
            entry.amount, entry.unit.symbol, EntryRow.text(of: entry.attributes), entry.note, sums.done,
        ])
    }

    static func insert(_ plan: DayPlan, _ db: Database) throws {
        let sql = "INSERT OR REPLACE INTO staging.plans (habit, day, target, period, mode) VALUES (?, ?, ?, ?, ?)"
        try db.cachedStatement(sql: sql).execute(arguments: [
            plan.habit, plan.day.dayNumber, plan.target, plan.period, plan.mode?.rawValue,
        ])
    }

    static func summary(_ db: Database) throws -> [StagedHabit] {
        var habits: [String: StagedHabit] = [:]
        let entries = """
            SELECT s.habit, count(*), count(*) - count(e.id), min(s.day), max(s.day)
            FROM staging.entries s LEFT JOIN main.entries e ON e.id = s.id GROUP BY s.habit
            """
        for row in try Row.fetchAll(db, sql: entries) {
            var habit = StagedHabit(habit: row[0], entries: row[1], new: row[2])
            habit.days = LocalDate(dayNumber: row[3])...LocalDate(dayNumber: row[4])
            habits[habit.habit] = habit
        }
        let plans = """
            SELECT s.habit, count(*), count(*) - count(d.period)
            FROM staging.plans s LEFT JOIN main.days d ON d.habit = s.habit AND d.day = s.day GROUP BY s.habit
            """
        for row in try Row.fetchAll(db, sql: plans) {
            let name: String = row[0]
            habits[name, default: StagedHabit(habit: name)].plans = row[1]
            habits[name, default: StagedHabit(habit: name)].newPlans = row[2]
        }
        return habits.values.sorted { $0.habit < $1.habit }
    }

    /// Set by set, for each statement has its cost: entries that are new, what they add to their days, and the plans of
    /// days that have none.
    static func keep(_ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM staging.entries WHERE id IN (SELECT id FROM main.entries);
                INSERT INTO main.entries (id, habit, kind, at, day, offset, amount, unit, attributes, note)
                    SELECT id, habit, kind, at, day, offset, amount, unit, attributes, note
                    FROM staging.entries ORDER BY seq;
                INSERT INTO main.days (habit, day, done, count, gentle, rested, skipped)
                    SELECT habit, day, total(base), total(kind IN ('done', 'gentle')), total(kind = 'gentle'),
                        total(kind = 'rested'), total(kind = 'skipped')
                    FROM staging.entries WHERE true GROUP BY habit, day
                    ON CONFLICT (habit, day) DO UPDATE SET done = done + excluded.done,
                        count = count + excluded.count, gentle = gentle + excluded.gentle,
                        rested = rested + excluded.rested, skipped = skipped + excluded.skipped;
                INSERT INTO main.days (habit, day, target, period, mode)
                    SELECT habit, day, target, period, mode FROM staging.plans WHERE true
                    ON CONFLICT (habit, day) DO UPDATE SET target = excluded.target, period = excluded.period,
                        mode = excluded.mode WHERE period IS NULL;
                """)
    }
}
