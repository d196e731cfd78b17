public import HabitKit

/// How one ISO week was, from its days that were rated.
public struct BodyWeek: Sendable, Equatable {
    public var monday: LocalDate
    /// Days with a check-in.
    public var days: Int
    /// The mean of the days' means, by scale; 0 … 10.
    public var means: [CheckIn.Scale: Double]
    /// The highest pain of the week.
    public var worstPain: Int?

    public subscript(scale: CheckIn.Scale) -> Double? { means[scale] }

    /// One a week from that of the first day to that of the last, those without a check-in included.
    public static func weeks(_ days: [BodyDay]) -> [BodyWeek] {
        guard let first = days.first?.date.startOfWeek, let last = days.last?.date.startOfWeek else { return [] }
        let byWeek = Dictionary(grouping: days) { $0.date.startOfWeek }
        return stride(from: first.dayNumber, through: last.dayNumber, by: 7).map { number in
            let monday = LocalDate(dayNumber: number)
            return BodyWeek(monday: monday, days: byWeek[monday] ?? [])
        }
    }

    private init(monday: LocalDate, days: [BodyDay]) {
        self.monday = monday
        self.days = days.count
        worstPain = days.compactMap(\.worstPain).max()
        means = [:]
        for scale in CheckIn.Scale.allCases {
            let values = days.compactMap { $0[scale] }
            if !values.isEmpty { means[scale] = values.reduce(0, +) / Double(values.count) }
        }
    }
}
