internal import GRDB
package import HabitKit

/// One day of one habit as it is kept: what was done, and what was asked of it.
package struct StoredDay: Sendable, Equatable {
    package let date: LocalDate
    /// The sum of the amounts, in the unit that was asked for.
    package let done: Double
    /// Entries that count.
    package let count: Int
    /// Something was done in its gentle form.
    package let wasGentle: Bool
    /// A rest was taken, by an entry or by the day's mode.
    package let wasRested: Bool
    package let wasSkipped: Bool
    /// As it was on that day; nil where there was no goal, or habitd did not run.
    package let target: Double?
    /// `day`, `week`, or days as in `14d`; nil when habitd did not run on that day.
    package let period: String?
}

extension History {
    /// Folds `body` over the days of a habit since `first`, oldest first, from their sums: no entry is read. Days on
    /// which nothing happened and habitd did not run are left out. Amounts are given in `unit`.
    package func foldDays<State: Sendable>(
        habit: String, unit: Unit, since first: LocalDate? = nil, into initial: State,
        _ body: @escaping @Sendable (inout State, StoredDay) -> Void
    ) async throws(HistoryError) -> State {
        try await read { db in
            let sql = """
                SELECT day, done, count, gentle, rested, skipped, target, period, mode FROM days
                WHERE habit = ? AND day >= ? ORDER BY day
                """
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: sql), arguments: [habit, first?.dayNumber ?? Int(Int32.min)])
            var state = initial
            while let row = try rows.next() { body(&state, Self.day(row, unit)) }
            return state
        }
    }

    private static func day(_ row: Row, _ unit: Unit) -> StoredDay {
        let mode: String? = row[8]
        let gentle: Int = row[3]
        let rested: Int = row[4]
        let skipped: Int = row[5]
        let done: Double = row[1]
        return StoredDay(
            date: LocalDate(dayNumber: row[0]), done: done / unit.scale, count: row[2],
            wasGentle: gentle > 0 || mode == DayMode.gentle.rawValue,
            wasRested: rested > 0 || mode == DayMode.rest.rawValue, wasSkipped: skipped > 0, target: row[6],
            period: row[7])
    }
}
