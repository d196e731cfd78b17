internal import GRDB
internal import HabitKit

/// What is to be deleted for good.
struct Forgetting: Sendable, Equatable {
    /// Nil for every habit.
    var habit: String?
    /// From this time on.
    var from: Instant?
    /// Up to, and not at, this time.
    var to: Instant?
    /// The first and the last day that lie in it as a whole: of these it is forgotten what they asked, too.
    var firstDay: LocalDate?
    var lastDay: LocalDate?
    /// Only the words.
    var notesOnly = false
    /// What is asked of this day is not over, so it stays.
    var today: LocalDate

    /// Habits whose entries are nothing but words.
    private static let wordy = CareNote.allCases.map(\.rawValue)

    fileprivate var entries: (sql: String, arguments: StatementArguments) {
        var conditions = ["true"]
        var values: [(any DatabaseValueConvertible)?] = []
        if let habit {
            conditions.append("habit = ?")
            values.append(habit)
        }
        if let from {
            conditions.append("at >= ?")
            values.append(from.microseconds)
        }
        if let to {
            conditions.append("at < ?")
            values.append(to.microseconds)
        }
        if notesOnly { conditions.append("note IS NOT NULL") }
        return (conditions.joined(separator: " AND "), StatementArguments(values))
    }

    fileprivate var days: (sql: String, arguments: StatementArguments) {
        var sql = "day BETWEEN ? AND ?"
        var values: [(any DatabaseValueConvertible)?] = [
            firstDay?.dayNumber ?? Int(Int32.min), lastDay?.dayNumber ?? Int(Int32.max),
        ]
        if let habit {
            sql += " AND habit = ?"
            values.append(habit)
        }
        return (sql, StatementArguments(values))
    }

    fileprivate var wordyOnly: String {
        "habit IN (\(Self.wordy.map { "'\($0)'" }.joined(separator: ", ")))"
    }
}

extension History {
    /// Every habit that anything at all is kept of, be it taken back.
    func everyHabit() async throws(HistoryError) -> [String] {
        try await read { db in
            try String.fetchAll(db, sql: "SELECT habit FROM entries UNION SELECT habit FROM days ORDER BY habit")
        }
    }

    /// What would be deleted, by habit.
    func forgettable(_ forgetting: Forgetting) async throws(HistoryError) -> [Control.ForgottenHabit] {
        try await read { db in try Self.count(forgetting, db) }
    }

    /// Deletes it from the tables and makes the sums of its days anew. Its bytes are in the file until ``scrub()``.
    func forget(_ forgetting: Forgetting) async throws(HistoryError) -> [Control.ForgottenHabit] {
        try await read { [staging] db in
            try staging.drop(db)
            let habits = try Self.count(forgetting, db)
            try db.inTransaction(.immediate) {
                try forgetting.notesOnly ? Self.forgetNotes(forgetting, db) : Self.forgetEntries(forgetting, db)
                return .commit
            }
            return habits
        }
    }

    /// Writes the file anew without what was deleted, and empties the log: nothing of it is left in either.
    func scrub() async throws(HistoryError) {
        let path = path
        try await read { db in
            try db.execute(sql: "PRAGMA secure_delete = ON")
            defer { try? db.execute(sql: "PRAGMA secure_delete = OFF") }
            try db.execute(sql: "VACUUM")
            let isBusy = try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") != 0
            guard !isBusy else {
                throw HistoryError(
                    .failed,
                    "Another program reads \(path), so that its log could not be emptied. It is deleted, and its bytes "
                        + "are gone from the files once that program has ended and habitd was restarted.")
            }
        }
    }

    private static func count(_ forgetting: Forgetting, _ db: Database) throws -> [Control.ForgottenHabit] {
        var habits: [String: Control.ForgottenHabit] = [:]
        let entries = forgetting.entries
        let counted = "SELECT habit, count(*), count(note) FROM entries WHERE \(entries.sql) GROUP BY habit"
        for row in try Row.fetchAll(db, sql: counted, arguments: entries.arguments) {
            let habit: String = row[0]
            habits[habit] = Control.ForgottenHabit(habit: habit, entries: row[1], notes: row[2], plans: 0)
        }
        if !forgetting.notesOnly {
            let days = forgetting.days
            let planned = """
                SELECT habit, count(*) FROM days WHERE period IS NOT NULL AND day <> ? AND \(days.sql) GROUP BY habit
                """
            let arguments = StatementArguments([forgetting.today.dayNumber]) + days.arguments
            for row in try Row.fetchAll(db, sql: planned, arguments: arguments) {
                let habit: String = row[0]
                let none = Control.ForgottenHabit(habit: habit, entries: 0, notes: 0, plans: 0)
                habits[habit, default: none].plans = row[1]
            }
        }
        return habits.values.sorted { $0.habit < $1.habit }
    }

    private static func forgetEntries(_ forgetting: Forgetting, _ db: Database) throws {
        let (entries, days) = (forgetting.entries, forgetting.days)
        try delete("DELETE FROM entries WHERE \(entries.sql) RETURNING habit, day", entries.arguments, db)
        // What days asked; of today it stays, with nothing done.
        try db.execute(
            sql: "UPDATE days SET target = NULL, period = NULL, mode = NULL WHERE day <> ? AND \(days.sql)",
            arguments: StatementArguments([forgetting.today.dayNumber]) + days.arguments)
        // The sums stand where an entry of that date lies outside the time that was chosen.
        try db.execute(sql: Self.emptyDays)
    }

    /// An entry never changes, and a trigger sees to that. This is the one exception, for a user who wants words gone; the
    /// trigger is put back in the same transaction.
    private static func forgetNotes(_ forgetting: Forgetting, _ db: Database) throws {
        let entries = forgetting.entries
        try delete(
            "DELETE FROM entries WHERE \(forgetting.wordyOnly) AND \(entries.sql) RETURNING habit, day",
            entries.arguments, db)
        let name = "entries_are_immutable"
        let trigger = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [name])
        try db.execute(sql: "DROP TRIGGER IF EXISTS \(name)")
        var said = try String.fetchAll(
            db, sql: "UPDATE entries SET note = NULL WHERE \(entries.sql) RETURNING id", arguments: entries.arguments)
        // What an entry said before it was corrected goes with what it says now, whatever time it was for.
        let earlier = "UPDATE entries SET note = NULL WHERE superseded_by = ? AND note IS NOT NULL RETURNING id"
        while !said.isEmpty {
            said = try said.flatMap { id in
                try String.fetchAll(db.cachedStatement(sql: earlier), arguments: [id])
            }
        }
        if let trigger { try db.execute(sql: trigger) }
    }

    /// Deletes entries, what they were before a correction, and makes their days' sums anew.
    private static func delete(_ sql: String, _ arguments: StatementArguments, _ db: Database) throws {
        var touched = try days(sql, arguments, db)
        // Earlier forms, which may be of another time: their successor is gone.
        let earlier = """
            DELETE FROM entries WHERE superseded_by IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.id = entries.superseded_by) RETURNING habit, day
            """
        var more: Set<[DatabaseValue]>
        repeat {
            more = try days(earlier, [], db)
            touched.formUnion(more)
        } while !more.isEmpty
        for pair in touched {
            guard let habit = String.fromDatabaseValue(pair[0]), let day = Int.fromDatabaseValue(pair[1]) else {
                continue
            }
            try HistoryWrite.sumUp(habit, LocalDate(dayNumber: day), db)
        }
        try db.execute(sql: emptyDays)
    }

    private static let emptyDays = "DELETE FROM days WHERE count = 0 AND rested = 0 AND skipped = 0 AND period IS NULL"

    /// The habits and days of the rows that a statement deletes.
    private static func days(
        _ sql: String, _ arguments: StatementArguments, _ db: Database
    ) throws -> Set<[DatabaseValue]> {
        let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        var touched: Set<[DatabaseValue]> = []
        while let row = try rows.next() { touched.insert([row[0], row[1]]) }
        return touched
    }
}
