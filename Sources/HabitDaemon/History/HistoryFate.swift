internal import GRDB
internal import HabitKit

/// What became of an entry that does not count any more.
package enum EntryFate: Sendable, Equatable {
    case takenBack
    /// By a correction, or by an undo of one; corrections of corrections are followed to the entry that counts now.
    case replaced(by: String)
}

extension History {
    /// What became of the superseded entry that ``entry(_:)`` would find by `text` if it still counted; nil where there
    /// is none, or more than one.
    package func fate(of text: String) async throws(HistoryError) -> EntryFate? {
        let text = text.lowercased()
        guard text.utf8.count >= 4 else { return nil }
        return try await read { db in
            let sql = "SELECT id FROM entries WHERE superseded_at IS NOT NULL AND id >= ? AND id < ? LIMIT 2"
            // “~” sorts behind everything an id is made of.
            var ids = try String.fetchAll(db.cachedStatement(sql: sql), arguments: [text, text + "~"])
            if ids.isEmpty { ids = try Self.ending(text, db) }
            guard ids.count == 1 else { return nil }
            return try Self.follow(ids[0], db)
        }
    }

    private static func ending(_ text: String, _ db: Database) throws -> [String] {
        let newest = "SELECT id, superseded_at FROM entries ORDER BY seq DESC LIMIT 1000"
        let sql =
            "SELECT id FROM (\(newest)) WHERE superseded_at IS NOT NULL AND substr(id, -length(?)) = ? LIMIT 2"
        return try String.fetchAll(db.cachedStatement(sql: sql), arguments: [text, text])
    }

    /// Every replacement is a new entry, so the way from one to the next ends.
    private static func follow(_ id: String, _ db: Database) throws -> EntryFate {
        let sql = "SELECT superseded_at IS NULL, superseded_by FROM entries WHERE id = ?"
        let statement = try db.cachedStatement(sql: sql)
        var id = id
        while let row = try Row.fetchOne(statement, arguments: [id]) {
            if row[0] as Bool { return .replaced(by: id) }
            guard let next = row[1] as String? else { return .takenBack }
            id = next
        }
        return .takenBack
    }
}
