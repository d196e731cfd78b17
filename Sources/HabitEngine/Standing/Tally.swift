import HabitKit

/// Score and streak over the days that count, a day at a time.
struct Tally: Sendable {
    private(set) var score = 0.0
    /// How far the window up to the last day has come, 0 … 1: what that day adds to the score.
    private(set) var part = 0.0
    /// Days that count so far.
    private(set) var days = 0
    /// The first day of the run that is going on.
    private(set) var runStart = 0
    /// Up to this day, not included, the run holds whatever is done.
    private var runEnd = 0
    /// Days on which something was done, newest last, as far back as a window can reach.
    private var credits: [Credit] = []
    private var span = 1
    private var floor = Floor()
    /// Unknown days since the last one of which anything is known.
    private var unknown = 0

    private struct Credit: Sendable {
        var day: Int
        var share: Double
    }

    /// While a window reaches back over a change to a shorter period, nothing is held against the days before it: they
    /// had been asked for less.
    private struct Floor: Sendable {
        var part = 0.0
        /// The first day whose window lies wholly behind the change.
        var end = 0
    }

    /// The run goes on at the end of the last day.
    var isHeld: Bool { days > 0 && runEnd >= days }

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
        unknown = 0
        guard !measure.isNeutral else { return }
        noteChange(measure)
        if measure.share > 0 { credits.append(Credit(day: days, share: measure.share)) }
        days += 1
        forget()
        part = min(1, sum(over: measure.window) / measure.targets)
        if days <= floor.end { part = max(part, floor.part) }
        score = score * measure.decay + part * (1 - measure.decay)
        extendRun(measure)
    }

    /// So long a gap that nobody can say any more that days were “in a row”. A convention: two weeks of holidays.
    static let longestGap = 14

    /// Adds days of which nothing is known. They weigh nothing; but a long gap of them ends the run.
    mutating func addUnknown(_ count: Int) {
        unknown += count
        guard unknown > Self.longestGap else { return }
        runStart = days
        runEnd = days
    }

    private mutating func noteChange(_ measure: Measure) {
        if measure.span < span, days > 0 { floor = Floor(part: part, end: days + measure.window - 1) }
        span = measure.span
    }

    private func sum(over window: Int) -> Double {
        var sum = 0.0
        for credit in credits.reversed() {
            guard credit.day >= days - window else { break }
            sum += credit.share
        }
        return sum
    }

    /// Keeps what a window can reach, also that of the next, longer period.
    private mutating func forget() {
        let reach = max(28, 4 * span)
        guard let first = credits.first, first.day < days - 2 * reach else { return }
        credits.removeAll { $0.day < days - reach }
    }

    /// The target was reached within a span of days: every day of that span, and as many after its first as the
    /// span is long, belong to a run.
    private mutating func extendRun(_ measure: Measure) {
        if measure.share >= Measure.met, measure.span == 1 { return join(from: days - 1, to: days) }
        var sum = 0.0
        var reached: Int?
        var first = days
        for credit in credits.reversed() {
            guard credit.day >= days - measure.span else { break }
            sum += credit.share
            first = credit.day
            if reached == nil, sum >= Measure.met { reached = first }
        }
        if let reached { join(from: first, to: reached + measure.span) }
    }

    private mutating func join(from first: Int, to end: Int) {
        if first > runEnd { runStart = first }
        runEnd = max(runEnd, end)
    }
}
