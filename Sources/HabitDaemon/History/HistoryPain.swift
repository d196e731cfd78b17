internal import GRDB
internal import HabitKit

extension History {
    /// Whether any check-in that holds told a pain of `least` or more.
    package func hasPain(from least: Int) async throws(HistoryError) -> Bool {
        try await read { db in
            let sql = """
                SELECT 1 FROM entries WHERE superseded_at IS NULL AND habit = ? AND kind IN ('done', 'gentle')
                AND CAST(\(Self.rating(.pain)) AS INTEGER) >= ? LIMIT 1
                """
            return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [CheckIn.habit, least]) != nil
        }
    }
}
