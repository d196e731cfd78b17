import HabitKit

/// How far a habit was kept up: of the days that asked for something, those that met it.
///
/// Gentle counts as done. Days of rest and days let go on purpose are neutral; days that asked for nothing and days of
/// which nothing is known are left out. Where a goal is meant for a week, weeks are counted instead of days, and a week
/// with days of rest, or of which half is unknown, asks for that much less.
public struct Adherence: Sendable, Equatable, Encodable {
    public var habit: String
    public var title: String
    /// Days or weeks that asked for something and are over.
    public var asked: Int
    public var met: Int
    /// Of those met, in a gentle form.
    public var gentle: Int
    /// Rested, or let go on purpose.
    public var neutral: Int
    /// From its first day on: nothing is known of them.
    public var unknown: Int
    /// Days that each of these counts stands for: 1, or 7 where the goal is a week's.
    public var everyDays: Int
    /// The goals that were in force, one after the other, in `unit`.
    public var goals: [Double]
    /// `times` where entries are counted.
    public var unit: String
    /// What was done on an average day that is known, in `unit`.
    public var perDay: Double?
    /// The part that was met, 0 … 1; nil where too little was asked to tell.
    public var share: Double?

    /// Nil for a habit of which nothing is known in the period.
    init?(_ past: PastHabit, _ facts: ReportFacts) {
        guard let first = past.days.first?.date else { return nil }
        let planned = past.days.filter { $0.everyDays != nil && $0.target != nil }
        let known = past.days.filter { $0.everyDays != nil }
        habit = past.id
        title = past.title
        everyDays = planned.last?.everyDays ?? 1
        goals = planned.reduce(into: []) { goals, day in
            if let target = day.target, goals.last != target { goals.append(target) }
        }
        unit = past.countsEntries ? Unit.times.symbol : past.unit.symbol
        (asked, met, gentle, neutral, unknown) = (0, 0, 0, 0, 0)
        if !known.isEmpty {
            perDay = tenth(known.reduce(0) { $0 + $1.done } / Double(known.count))
        }
        count(past, from: first, facts)
        share = asked >= ReportRules.askedSpans ? Double(met) / Double(asked) : nil
        // Only of days on which habitd did not run is anything known: then there is nothing to measure it by.
        if known.isEmpty { (neutral, unknown) = (0, 0) }
    }

    private mutating func count(_ past: PastHabit, from first: LocalDate, _ facts: ReportFacts) {
        var spans: [Span] = []
        var index = past.days.startIndex
        // Every date, so that those of which nothing is known are counted too.
        for number in first.dayNumber...max(first.dayNumber, facts.through.dayNumber) {
            var day = PastDay(date: LocalDate(dayNumber: number))
            if index < past.days.endIndex, past.days[index].date == day.date {
                day = past.days[index]
                index += 1
            }
            // What is not known is taken to have been as the days around it.
            let length = day.everyDays ?? spans.last?.length ?? everyDays
            let key = (number + 3) / max(1, length)
            if spans.last?.length != length || spans.last?.key != key { spans.append(Span(length: length, key: key)) }
            spans[spans.count - 1].days.append(day)
        }
        let over = min(facts.through, facts.made.adding(days: -1))
        for span in spans { add(span.outcome(wholeGoals: past.countsEntries || past.unit == .times, over: over)) }
    }

    private mutating func add(_ outcome: Span.Outcome) {
        switch outcome {
        case .unknown: unknown += 1
        case .neutral: neutral += 1
        case .missed: asked += 1
        case .met(let isGentle):
            asked += 1
            met += 1
            if isGentle { gentle += 1 }
        case .free, .pending: break
        }
    }
}

/// The days that one goal is meant for.
private struct Span {
    /// Days that it has, counted from a Monday.
    var length: Int
    var key: Int
    /// Those within the period.
    var days: [PastDay] = []

    enum Outcome {
        case met(gentle: Bool)
        case missed, neutral, unknown
        /// Nothing was asked for.
        case free
        /// It is not over.
        case pending
    }

    private var end: LocalDate { LocalDate(dayNumber: (key + 1) * length - 4) }

    /// - Parameter over: the last day that is over, or told of.
    func outcome(wholeGoals: Bool, over: LocalDate) -> Outcome {
        let known = days.filter { $0.everyDays != nil }
        // Of less than half of it is known what it asked for.
        guard known.count * 2 >= min(length, days.count) else { return end > over ? .pending : .unknown }
        guard let target = known.last(where: { $0.target != nil })?.target else { return .free }
        let isGentle = known.contains { $0.gentle && $0.count > 0 }
        let done = known.reduce(0) { $0 + $1.done }
        if length == 1 {
            if done >= target * Measure.met || isGentle { return .met(gentle: isGentle) }
            if known.contains(where: { $0.rested || $0.skipped }) { return .neutral }
        } else {
            let asking = known.count { !$0.isNeutral }
            if asking == 0 { return .neutral }
            let part = target * Double(asking) / Double(length)
            let needed = wholeGoals ? max(1, part.rounded()) : part
            if done >= needed * Measure.met, end <= over || done >= target * Measure.met {
                return .met(gentle: isGentle)
            }
        }
        return end > over ? .pending : .missed
    }
}
