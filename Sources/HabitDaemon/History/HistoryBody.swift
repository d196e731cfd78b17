package import HabitEngine
package import HabitKit
internal import GRDB

extension History {
    /// How each day was, oldest first, from `first` up to `last`, both included; days without a check-in are left out.
    package func bodyDays(
        from first: LocalDate? = nil, through last: LocalDate? = nil
    ) async throws(HistoryError) -> [BodyDay] {
        let bounds = (first?.dayNumber ?? Int(Int32.min), last?.dayNumber ?? Int(Int32.max))
        return try await read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: Self.bodySQL), arguments: [CheckIn.habit, bounds.0, bounds.1])
            var days: [BodyDay] = []
            while let row = try rows.next() { days.append(Self.bodyDay(row)) }
            return days
        }
    }

    /// A mean of each scale; SQLite reads the attributes' JSON, which costs less than handing every text out.
    private static let bodySQL = """
        SELECT day, count(*), max(CAST(\(rating(.pain)) AS INTEGER)),
        \(CheckIn.Scale.allCases.map { "avg(\(rating($0)))" }.joined(separator: ", "))
        FROM entries WHERE superseded_at IS NULL AND habit = ? AND kind IN ('done', 'gentle')
        AND day BETWEEN ? AND ? GROUP BY day ORDER BY day
        """

    /// A rating as it is kept; nothing where it is no number from 0 to 10.
    static func rating(_ scale: CheckIn.Scale) -> String {
        let text = "json_extract(attributes, '$.\"\(scale.rawValue)\"')"
        return "CASE WHEN \(text) GLOB '[0-9]' OR \(text) = '10' THEN \(text) END"
    }

    private static func bodyDay(_ row: Row) -> BodyDay {
        var means: [CheckIn.Scale: Double] = [:]
        for (index, scale) in CheckIn.Scale.allCases.enumerated() {
            if let mean: Double = row[3 + index] { means[scale] = mean }
        }
        return BodyDay(date: LocalDate(dayNumber: row[0]), means: means, worstPain: row[2], count: row[1])
    }
}
