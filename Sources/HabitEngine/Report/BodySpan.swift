public import HabitKit

/// Some days in a row and how they were on the whole.
public struct BodySpan: Sendable, Equatable, Encodable {
    public var from: LocalDate
    public var through: LocalDate
    /// Days with a check-in.
    public var checkIns: Int
    /// Means to a tenth; nil where too few days were rated.
    public var pain: Double?
    public var sleep: Double?
    public var mood: Double?
    public var energy: Double?

    /// The mean of one of the daily scales.
    public subscript(scale: CheckIn.Scale) -> Double? {
        switch scale {
        case .pain: pain
        case .sleep: sleep
        case .mood: mood
        case .energy: energy
        case .pegPain, .pegEnjoyment, .pegActivity: nil
        }
    }

    init(from: LocalDate, through: LocalDate, days: ArraySlice<BodyDay>) {
        self.from = from
        self.through = through
        checkIns = days.count
        pain = Self.mean(.pain, days)
        sleep = Self.mean(.sleep, days)
        mood = Self.mean(.mood, days)
        energy = Self.mean(.energy, days)
    }

    private static func mean(_ scale: CheckIn.Scale, _ days: ArraySlice<BodyDay>) -> Double? {
        let rated = days.compactMap { $0[scale] }
        guard rated.count >= ReportRules.weekCheckIns else { return nil }
        return tenth(rated.reduce(0, +) / Double(rated.count))
    }
}

extension BodySpan {
    /// Points that a chart can show apart.
    static let points = 110
    /// Rows that a table by month may have; beyond, it is by quarter.
    static let rows = 36

    /// Weeks a span of the course must cover so that the chart can be read.
    static func weeks(for facts: ReportFacts) -> Int {
        let weeks = (facts.length + 6) / 7
        return [1, 2, 4, 8, 13].first { (weeks + $0 - 1) / $0 <= points } ?? max(1, (weeks + points - 1) / points)
    }

    /// Spans of whole weeks, Monday to Sunday, cut at the ends of the period.
    static func course(_ facts: ReportFacts, weeks: Int) -> [BodySpan] {
        spans(facts, from: facts.from.startOfWeek) { $0.adding(days: 7 * weeks) }
    }

    /// Spans of calendar months or quarters, cut at the ends of the period.
    static func months(_ facts: ReportFacts) -> [BodySpan] {
        let (first, last) = (facts.from.components, facts.through.components)
        let count = (last.year - first.year) * 12 + last.month - first.month + 1
        let step = count > rows ? 3 : 1
        let month = step == 3 ? (first.month - 1) / 3 * 3 + 1 : first.month
        guard let start = LocalDate(year: first.year, month: month, day: 1) else { return [] }
        return spans(facts, from: start) { $0.firstOfMonth(after: step) }
    }

    private static func spans(
        _ facts: ReportFacts, from first: LocalDate, next: (LocalDate) -> LocalDate
    ) -> [BodySpan] {
        var (spans, start, index) = ([BodySpan](), first, facts.body.startIndex)
        while start <= facts.through {
            let after = next(start)
            let begin = index
            while index < facts.body.endIndex, facts.body[index].date < after { index += 1 }
            spans.append(
                BodySpan(
                    from: max(start, facts.from), through: min(after.adding(days: -1), facts.through),
                    days: facts.body[begin..<index]))
            start = after
        }
        return spans
    }
}

extension LocalDate {
    /// The first day of the month so many months later.
    func firstOfMonth(after months: Int) -> LocalDate {
        let (year, month, _) = components
        let index = year * 12 + month - 1 + months
        return LocalDate(year: index / 12, month: index % 12 + 1, day: 1) ?? adding(days: 30 * months)
    }
}
