internal import GRDB
package import HabitKit

extension History {
    /// The entry with this id, or the one it can only mean: a beginning of the id, or the end of one of the newest
    /// thousand. Entries that were superseded are not found. Nil when nothing fits; throws `.ambiguousEntry`.
    package func entry(_ id: String) async throws(HistoryError) -> Entry? {
        let text = id.lowercased()
        return try await read { db in try Self.find(text, db) }
    }

    private static func find(_ text: String, _ db: Database) throws -> Entry? {
        let select = "SELECT \(EntryRow.columns) FROM entries WHERE superseded_at IS NULL"
        if let row = try Row.fetchOne(db.cachedStatement(sql: "\(select) AND id = ?"), arguments: [text]) {
            return EntryRow.entry(row)
        }
        guard text.utf8.count >= 4 else { return nil }
        // “~” sorts behind everything an id is made of.
        let begins = try rows("\(select) AND id >= ? AND id < ? ORDER BY id LIMIT 3", [text, text + "~"], db)
        if !begins.isEmpty { return try only(begins, text) }
        let newest = "SELECT * FROM entries ORDER BY seq DESC LIMIT 1000"
        let ends = try rows(
            "SELECT \(EntryRow.columns) FROM (\(newest)) WHERE superseded_at IS NULL AND substr(id, -length(?)) = ? "
                + "LIMIT 3", [text, text], db)
        return try only(ends, text)
    }

    private static func only(_ found: [Entry], _ text: String) throws -> Entry? {
        guard found.count > 1 else { return found.first }
        let list = found.map(\.id).joined(separator: ", ")
        throw HistoryError(
            .ambiguousEntry, "Several entries could be meant by “\(text)”: \(list). Give more of the id.")
    }

    /// The entry that was recorded last and still holds, whatever time it is for: what an undo takes back.
    package func latest() async throws(HistoryError) -> Entry? {
        try await read { db in
            let sql = "SELECT \(EntryRow.columns) FROM entries WHERE superseded_at IS NULL ORDER BY seq DESC LIMIT 1"
            return try Self.rows(sql, [], db).first
        }
    }

    /// The entry that the one with this id replaced: what undoing a correction brings back.
    package func replaced(by id: String) async throws(HistoryError) -> Entry? {
        try await read { db in
            try Self.rows("SELECT \(EntryRow.columns) FROM entries WHERE superseded_by = ?", [id], db).first
        }
    }

    /// Entries of several habits that count for a day of each habit's own or a later one, oldest first, by habit.
    package func recent(
        _ wanted: [(habit: String, since: LocalDate)]
    ) async throws(HistoryError) -> [String: [Entry]] {
        try await read { db in
            var entries: [String: [Entry]] = [:]
            for (habit, since) in wanted { entries[habit] = try Self.recent(habit, since, db) }
            return entries
        }
    }

    private static func recent(_ habit: String, _ day: LocalDate, _ db: Database) throws -> [Entry] {
        let start = (Int64(day.dayNumber) - 2) * 86_400_000_000
        let sql = """
            SELECT \(EntryRow.columns) FROM entries
            WHERE superseded_at IS NULL AND habit = ? AND at >= ? AND day >= ? ORDER BY at, seq
            """
        return try rows(sql, [habit, start, day.dayNumber], db)
    }

    /// The planner's memory as it was last kept; nil at the very first start. Blocks: for start-up.
    package func loadMemory() throws(HistoryError) -> [UInt8]? {
        do {
            return try database.inDatabase { db in
                try Row.fetchOne(db, sql: "SELECT json FROM memory").map { row in
                    try row.withUnsafeData(atIndex: 0) { $0.map { [UInt8]($0) } ?? [] }
                }
            }
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// The entries that `sql` selects by ``EntryRow/columns``.
    static func rows(_ sql: String, _ arguments: StatementArguments, _ db: Database) throws -> [Entry] {
        let cursor = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var entries: [Entry] = []
        while let row = try cursor.next() { entries.append(EntryRow.entry(row)) }
        return entries
    }
}
