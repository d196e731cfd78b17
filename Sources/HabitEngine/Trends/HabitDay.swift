public import HabitKit

/// What became of a habit on one day. The raw value stands for it in a series, one letter a day.
public enum DayState: Character, Sendable, CaseIterable {
    /// The goal was met, or a session held.
    case done = "d"
    /// Done in its gentle form, which counts as done.
    case gentle = "g"
    /// A part of the day's goal.
    case partly = "p"
    /// Nothing was done and nothing had to be: the days around it met the period's goal.
    case covered = "c"
    case rested = "r"
    case skipped = "s"
    case missed = "m"
    /// habitd did not run, and nothing was recorded.
    case unknown = "u"
    /// Today, as long as its goal is not met.
    case pending = "o"

    /// Whether such a day is held for or against anyone.
    public var counts: Bool {
        switch self {
        case .done, .gentle, .partly, .covered, .missed: true
        case .rested, .skipped, .unknown, .pending: false
        }
    }
}

/// One day of a habit's series.
public struct HabitDay: Sendable, Equatable {
    public var date: LocalDate
    public var state: DayState
    /// What was done: an amount in the habit's unit, or entries where it counts.
    public var done: Double
    /// Which part of the goal that was, 0 … 1; of the period's goal where it is for several days.
    public var share: Double
    /// The goal was met: that day's, or that of the days around it.
    public var isMet: Bool
    /// What was asked for on that day over ``period``; nil where any entry would do.
    public var target: Double?
    public var period: TargetPeriod
    /// The habit's strength at the end of that day, 0 … 1.
    public var strength: Double
}

/// One ISO week of a habit.
public struct HabitWeek: Sendable, Equatable {
    public var monday: LocalDate
    /// The sum of what was done.
    public var done: Double
    /// Days that count: neither rest nor skipped nor unknown, and over.
    public var days: Int
    /// Those of them whose goal was met.
    public var met: Int

    /// 0 … 1; nil where no day counts.
    public var share: Double? { days > 0 ? Double(met) / Double(days) : nil }
}

/// What is done on one day of the week, over all such days of which something is known.
public struct WeekdayMean: Sendable, Equatable {
    public var weekday: Weekday
    /// The mean of what was done; nil without such days.
    public var done: Double?
    /// Days that went into it.
    public var days: Int
}
