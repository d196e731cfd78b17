internal import GRDB
package import HabitKit

// What a report reads beside the days' sums: a few hundred entries at most, however long the history.
extension History {
    /// The habits of which something is known, by id.
    package func knownHabits() async throws(HistoryError) -> [String] {
        try await read { db in try String.fetchAll(db, sql: "SELECT DISTINCT habit FROM days ORDER BY habit") }
    }

    /// The first day of which something is known.
    package func firstDay() async throws(HistoryError) -> LocalDate? {
        try await read { db in
            try Int.fetchOne(db, sql: "SELECT min(day) FROM days").map(LocalDate.init(dayNumber:))
        }
    }

    /// The unit that a habit was last recorded in; for one that is not configured any more.
    package func unit(of habit: String) async throws(HistoryError) -> Unit? {
        try await read { db in
            let sql = "SELECT unit FROM entries WHERE superseded_at IS NULL AND habit = ? ORDER BY at DESC LIMIT 1"
            return try String.fetchOne(db, sql: sql, arguments: [habit]).map(EntryRow.unit)
        }
    }

    /// Entries with a note, newest first, of all habits but `others`; at most `limit`.
    package func noted(
        from first: LocalDate, through last: LocalDate, except others: [String], limit: Int
    ) async throws(HistoryError) -> [Entry] {
        let bounds = (Int64(first.dayNumber) * 86_400_000_000, Int64(last.dayNumber + 1) * 86_400_000_000)
        return try await read { db in
            let marks = others.map { _ in "?" }.joined(separator: ", ")
            let sql = """
                SELECT \(EntryRow.columns) FROM entries WHERE superseded_at IS NULL AND note IS NOT NULL
                AND at BETWEEN ? AND ? AND day BETWEEN ? AND ? AND habit NOT IN (\(marks))
                ORDER BY at DESC, seq DESC LIMIT ?
                """
            // A day's entries lie within days of its date (the table checks it), so the index by time serves.
            let values: [any DatabaseValueConvertible] =
                [bounds.0 - 2 * 86_400_000_000, bounds.1 + 3 * 86_400_000_000, first.dayNumber, last.dayNumber]
                + others + [limit]
            return try Self.rows(sql, StatementArguments(values), db)
        }
    }
}
