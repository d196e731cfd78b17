internal import GRDB
internal import HabitKit

/// An entry and the date it counts for.
struct DatedEntry: Sendable, Equatable {
    var entry: Entry
    var day: LocalDate
}

extension History {
    /// Entries in the order of time behind `cursor`, at most `limit`, each with its date.
    func datedPage(
        after cursor: HistoryCursor?, limit: Int
    ) async throws(HistoryError) -> (entries: [DatedEntry], next: HistoryCursor?) {
        try await read { db in
            let sql = """
                SELECT \(EntryRow.columns), day FROM entries
                WHERE superseded_at IS NULL AND (at, seq) > (?, ?) ORDER BY at, seq LIMIT ?
                """
            let (at, sequence) = (cursor?.at ?? .min, cursor?.sequence ?? .min)
            let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [at, sequence, limit])
            var entries: [DatedEntry] = []
            var last: HistoryCursor?
            while let row = try rows.next() {
                entries.append(DatedEntry(entry: EntryRow.entry(row), day: LocalDate(dayNumber: row["day"])))
                last = HistoryCursor(at: row[4], sequence: row[0])
            }
            return (entries, entries.count < limit ? nil : last)
        }
    }

    /// What days asked, by habit and then day, behind `last`; at most `limit`.
    func plans(after last: DayPlan?, limit: Int) async throws(HistoryError) -> [DayPlan] {
        try await read { db in
            let sql = """
                SELECT habit, day, target, period, mode FROM days
                WHERE period IS NOT NULL AND (habit, day) > (?, ?) ORDER BY habit, day LIMIT ?
                """
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: sql),
                arguments: [last?.habit ?? "", last?.day.dayNumber ?? Int(Int32.min), limit])
            return rows.map { row in
                let mode: String? = row[4]
                return DayPlan(
                    habit: row[0], day: LocalDate(dayNumber: row[1]), target: row[2], period: row[3],
                    mode: mode.flatMap { DayMode(rawValue: $0) })
            }
        }
    }
}
