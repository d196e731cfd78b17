internal import GRDB
package import HabitKit

/// Where a page ended: the next one begins behind it, whatever was recorded in between.
package struct HistoryCursor: Sendable, Equatable {
    let at: Int64
    let sequence: Int64
}

/// A part of the history in the order of time.
package struct HistoryPage: Sendable, Equatable {
    package let entries: [Entry]
    /// Nil behind the last entry.
    package let next: HistoryCursor?
}

extension History {
    /// Entries of one habit, or of all, from `from` up to but not at `to`, at most `limit` (1 … 1,000) of them.
    ///
    /// A page is short work for the queue, so that a long history can be read while others record.
    package func page(
        habit: String? = nil, from: Instant? = nil, to: Instant? = nil, newestFirst: Bool = false,
        after cursor: HistoryCursor? = nil, limit: Int
    ) async throws(HistoryError) -> HistoryPage {
        let query = PageQuery(
            habit: habit, from: from, to: to, newestFirst: newestFirst, cursor: cursor, limit: min(max(1, limit), 1000))
        return try await read { db in try query.page(db) }
    }
}

/// One page's question to the database.
struct PageQuery: Sendable {
    let habit: String?
    let from: Instant?
    let to: Instant?
    let newestFirst: Bool
    let cursor: HistoryCursor?
    let limit: Int

    /// Conditions only where they are needed, so that each form finds its index.
    var sql: String {
        var conditions = ["superseded_at IS NULL"]
        if habit != nil { conditions.append("habit = ?") }
        if from != nil { conditions.append("at >= ?") }
        if to != nil { conditions.append("at < ?") }
        if cursor != nil { conditions.append("(at, seq) \(newestFirst ? "<" : ">") (?, ?)") }
        let order = newestFirst ? "at DESC, seq DESC" : "at, seq"
        return "SELECT \(EntryRow.columns) FROM entries WHERE \(conditions.joined(separator: " AND ")) "
            + "ORDER BY \(order) LIMIT ?"
    }

    var arguments: StatementArguments {
        var values: [(any DatabaseValueConvertible)?] = []
        if let habit { values.append(habit) }
        if let from { values.append(from.microseconds) }
        if let to { values.append(to.microseconds) }
        if let cursor { values += [cursor.at, cursor.sequence] }
        // One more than asked for tells whether there is a next page.
        values.append(limit + 1)
        return StatementArguments(values)
    }

    func page(_ db: Database) throws -> HistoryPage {
        let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
        var entries: [Entry] = []
        var last: HistoryCursor?
        while let row = try rows.next() {
            guard entries.count < limit else { return HistoryPage(entries: entries, next: last) }
            entries.append(EntryRow.entry(row))
            last = HistoryCursor(at: row[4], sequence: row[0])
        }
        return HistoryPage(entries: entries, next: nil)
    }
}
