public import HabitKit

/// How a habit stands.
public struct Standing: Sendable, Equatable {
    /// Days in a row, rests not counted. Today adds to it once it is done and takes nothing before it is over.
    public var streak: Int
    /// The strength of the habit, 0 … 1: an exponential average of what was asked for and done.
    public var score: Double

    public init(streak: Int = 0, score: Double = 0) {
        self.streak = streak
        self.score = score
    }
}

/// Folds a habit's days into its ``Standing``.
///
/// Days are added oldest first. Rests, skips and days of which nothing is known are left out of window, average and
/// streak alike, as if the calendar had no such day. A day that is left out was missed, unless habitd had begun to keep
/// what each day asks for: then it did not run on that day, and the day is unknown.
///
/// ```swift
/// var fold = StandingFold()
/// for record in records { fold.add(record) }
/// let standing = fold.standing(on: today)
/// ```
public struct StandingFold: Sendable {
    private var tally = Tally()
    private var gaps = GapRule()
    /// The newest day: whether it is over, only ``standing(on:)`` is told.
    private var newest: DayRecord?

    public init() {}

    /// Adds a day. Days must come in ascending order; one that does not is ignored.
    public mutating func add(_ record: DayRecord) {
        guard let newest else { return self.newest = record }
        guard record.date > newest.date else { return }
        if gaps.isUnknown(newest) { tally.addUnknown(1) } else { tally.add(Measure(newest)) }
        fill(after: newest, until: record.date)
        self.newest = record
    }

    /// The standing on `today`: that day is pending, the days before it are over.
    public func standing(on today: LocalDate) -> Standing {
        var fold = self
        guard let newest else { return Standing() }
        if newest.date < today { fold.add(newest.missed(on: today)) }
        guard let last = fold.newest, last.date == today else { return fold.tally.standing }
        return fold.tally.standing(pending: Measure(last))
    }

    private mutating func fill(after record: DayRecord, until date: LocalDate) {
        let count = max(0, date.days(since: record.date) - 1)
        guard !gaps.isUnknown else { return tally.addUnknown(count) }
        let missed = Measure(record.missed(on: record.date))
        for _ in 0..<count { tally.add(missed) }
    }
}
