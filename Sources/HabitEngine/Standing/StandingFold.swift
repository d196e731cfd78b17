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
/// Days are added oldest first; a day that is left out was missed. Rests and skips are left out of window, average
/// and streak alike, as if the calendar had no such day.
///
/// ```swift
/// var fold = StandingFold()
/// for record in records { fold.add(record) }
/// let standing = fold.standing(on: today)
/// ```
public struct StandingFold: Sendable {
    private var tally = Tally()
    /// The newest day: whether it is over, only ``standing(on:)`` is told.
    private var newest: DayRecord?

    public init() {}

    /// Adds a day. Days must come in ascending order; one that does not is ignored.
    public mutating func add(_ record: DayRecord) {
        guard let newest else { return self.newest = record }
        guard record.date > newest.date else { return }
        tally.add(Measure(newest))
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
        let missed = Measure(record.missed(on: record.date))
        for _ in 0..<max(0, date.days(since: record.date) - 1) { tally.add(missed) }
    }
}

/// Score and streak over the days that count.
private struct Tally: Sendable {
    private var score = 0.0
    /// Shares of the last days that count, newest last.
    private var shares: [Double] = []
    /// Days that count so far.
    private var days = 0
    /// The first day of the run that is going on.
    private var runStart = 0
    /// Up to this day, not included, the run holds whatever is done.
    private var runEnd = 0

    var standing: Standing { Standing(streak: runEnd >= days ? days - runStart : 0, score: score) }

    /// The standing if the newest day only adds: what is not done yet is not missed.
    func standing(pending measure: Measure) -> Standing {
        guard measure.share > 0 else { return standing }
        var after = self
        after.add(measure)
        let now = standing
        return Standing(streak: max(now.streak, after.standing.streak), score: max(now.score, after.score))
    }

    mutating func add(_ measure: Measure) {
        guard !measure.isNeutral else { return }
        if shares.count == 14 { shares.removeFirst() }
        shares.append(measure.share)
        days += 1
        let sum = shares.suffix(measure.window).reduce(0, +)
        let part = min(1, sum / measure.targets)
        score = score * measure.decay + part * (1 - measure.decay)
        extendRun(measure)
    }

    /// The target was reached within a span of days: every day of that span, and as many after its first as the
    /// span is long, belong to a run.
    private mutating func extendRun(_ measure: Measure) {
        if measure.share >= Measure.met, measure.span == 1 { return join(from: days - 1, to: days) }
        var sum = 0.0
        var reached: Int?
        var first = days
        for (back, share) in shares.reversed().prefix(measure.span).enumerated() where share > 0 {
            sum += share
            first = days - 1 - back
            if reached == nil, sum >= Measure.met { reached = first }
        }
        if let reached { join(from: first, to: reached + measure.span) }
    }

    private mutating func join(from first: Int, to end: Int) {
        if first > runEnd { runStart = first }
        runEnd = max(runEnd, end)
    }
}
