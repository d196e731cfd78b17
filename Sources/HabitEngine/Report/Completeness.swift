public import HabitKit

/// How much of the period is known.
public struct Completeness: Sendable, Equatable, Encodable {
    /// Days of the period.
    public var days: Int
    /// Days with a check-in.
    public var checkIns: Int
    /// The longest time without one, within the period.
    public var longestGap: Gap?
    /// Days on which habitd ran, and so knows what was asked and done.
    public var knownDays: Int

    public struct Gap: Sendable, Equatable, Encodable {
        public var from: LocalDate
        public var through: LocalDate
        public var days: Int
    }

    init(_ facts: ReportFacts) {
        days = facts.length
        checkIns = facts.body.count
        knownDays = Set(facts.habits.flatMap { $0.days.filter { $0.everyDays != nil }.map(\.date) }).count
        let ends =
            [facts.from.adding(days: -1)] + facts.body.map(\.date) + [facts.through.adding(days: 1)]
        let gaps = zip(ends, ends.dropFirst()).map { before, after in
            Gap(from: before.adding(days: 1), through: after.adding(days: -1), days: after.days(since: before) - 1)
        }
        longestGap = gaps.filter { $0.days > 0 }.max { $0.days < $1.days }
    }
}
