public import HabitKit

/// One habit's day as the history keeps it: what was done, and what that day asked for.
///
/// The target is the one in force on that day, so that a changed schedule never rewrites the past.
public struct DayRecord: Sendable, Equatable {
    public var date: LocalDate
    /// The sum of the day's amounts, or of its entries where the habit counts; in the unit of `target`.
    public var done: Double
    /// Entries that were done, gentle ones included.
    public var count: Int
    /// Something was done in its gentle form, which counts as done.
    public var gentle: Bool
    /// A rest was taken on purpose.
    public var rested: Bool
    /// Skipped on purpose.
    public var skipped: Bool
    /// What was asked for over `period`; nil where any entry will do.
    public var target: Double?
    public var period: TargetPeriod
    public var goal: Manifest.Goal
    /// habitd ran on that day and kept what the day asked for.
    public var isPlanned: Bool

    public init(
        date: LocalDate, done: Double = 0, count: Int = 0, gentle: Bool = false, rested: Bool = false,
        skipped: Bool = false, target: Double? = nil, period: TargetPeriod = .day, goal: Manifest.Goal = .amount,
        isPlanned: Bool = false
    ) {
        self.date = date
        self.done = done
        self.count = count
        self.gentle = gentle
        self.rested = rested
        self.skipped = skipped
        self.target = target
        self.period = period
        self.goal = goal
        self.isPlanned = isPlanned
    }

    /// Nothing was told of that day, not even a rest.
    var isEmpty: Bool { count == 0 && done <= 0 && !rested && !skipped }

    /// The day as if nothing had happened on `date`, under the same target.
    func missed(on date: LocalDate) -> DayRecord {
        DayRecord(date: date, target: target, period: period, goal: goal)
    }
}
