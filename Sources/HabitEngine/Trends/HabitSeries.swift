public import HabitKit

/// A habit day by day, without gaps: what was done, what was asked for, and what became of it.
public struct HabitSeries: Sendable, Equatable {
    /// Every day from the first of which anything is known, ascending.
    public private(set) var days: [HabitDay]
    /// As of the last day; pending today takes nothing from it.
    public let standing: Standing
    /// The longest streak there ever was, in days.
    public let longestStreak: Int
    /// After how many days that count a day weighs half in the strength.
    public let halfLife: Double

    /// - Parameters:
    ///   - records: ascending; what is left out is judged as ``StandingFold`` does.
    ///   - today: the last day of the series, which is pending; later records are ignored.
    public init(_ records: [DayRecord], today: LocalDate) {
        var builder = SeriesBuilder(today: today)
        for record in records where record.date <= today { builder.add(record) }
        builder.finish()
        days = builder.days
        standing = builder.standing
        longestStreak = max(builder.longestStreak, builder.standing.streak)
        halfLife = builder.halfLife
    }

    /// Only the days within bounds, both included. Standing and longest streak stay those of the whole.
    public func cut(from first: LocalDate?, through last: LocalDate?) -> HabitSeries {
        var cut = self
        cut.days.removeAll { day in
            (first.map { day.date < $0 } ?? false) || (last.map { day.date > $0 } ?? false)
        }
        return cut
    }

    /// One a week from that of the first day to that of the last.
    public var weeks: [HabitWeek] {
        var weeks: [HabitWeek] = []
        for day in days {
            let monday = day.date.startOfWeek
            if weeks.last?.monday != monday { weeks.append(HabitWeek(monday: monday, done: 0, days: 0, met: 0)) }
            let index = weeks.count - 1
            weeks[index].done += day.done
            guard day.state.counts else { continue }
            weeks[index].days += 1
            if day.isMet { weeks[index].met += 1 }
        }
        return weeks
    }

    /// Monday first; days of rest, skipped, unknown and pending ones are left out.
    public var weekdays: [WeekdayMean] {
        Weekday.allCases.map { weekday in
            let values = days.filter { $0.date.weekday == weekday && $0.state.counts }.map(\.done)
            let mean = values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
            return WeekdayMean(weekday: weekday, done: mean, days: values.count)
        }
    }

    public func count(_ state: DayState) -> Int { days.count { $0.state == state } }

    /// Days that count, and those of them whose goal was met.
    public var met: (met: Int, of: Int) {
        let counted = days.filter(\.state.counts)
        return (counted.count(where: \.isMet), counted.count)
    }
}

/// Walks through a habit's days once, with the same tally that scores them.
private struct SeriesBuilder {
    let today: LocalDate
    var days: [HabitDay] = []
    var longestStreak = 0
    var halfLife = 13.0
    var standing = Standing()
    private var tally = Tally()
    private var gaps = GapRule()
    private var last: DayRecord?
    /// Where each day that counts stands in ``days``.
    private var places: [Int] = []

    init(today: LocalDate) {
        self.today = today
    }

    mutating func add(_ record: DayRecord) {
        if let last {
            guard record.date > last.date else { return }
            fill(after: last, until: record.date)
        }
        last = record
        take(record)
    }

    /// Today always has its place.
    mutating func finish() {
        guard let last else { return }
        if last.date < today { add(last.missed(on: today)) }
    }

    private mutating func fill(after record: DayRecord, until date: LocalDate) {
        var day = record.date.adding(days: 1)
        while day < date {
            take(record.missed(on: day))
            day = day.adding(days: 1)
        }
    }

    private mutating func take(_ record: DayRecord) {
        let measure = Measure(record)
        halfLife = measure.halfLife
        // Today is pending, whether habitd kept its plan yet or not.
        if record.date < today, gaps.isUnknown(record) {
            tally.addUnknown(1)
            return append(record, measure, .unknown, isMet: false)
        }
        if measure.isNeutral {
            tally.add(measure)
            standing = tally.standing
            return append(record, measure, record.rested ? .rested : .skipped, isMet: false)
        }
        guard record.date < today else { return takeToday(record, measure) }
        tally.add(measure)
        standing = tally.standing
        longestStreak = max(longestStreak, standing.streak)
        places.append(days.count)
        let isMet = measure.span == 1 ? measure.share >= Measure.met : tally.isHeld
        append(record, measure, Self.state(record, measure, isMet), isMet: isMet)
        if measure.span > 1, isMet { coverBack(measure.span) }
    }

    private mutating func takeToday(_ record: DayRecord, _ measure: Measure) {
        standing = tally.standing(pending: measure)
        let isDone = measure.span == 1 ? measure.share >= Measure.met : measure.share > 0
        let state: DayState = isDone ? (record.gentle ? .gentle : .done) : .pending
        append(record, measure, state, isMet: isDone)
    }

    private static func state(_ record: DayRecord, _ measure: Measure, _ isMet: Bool) -> DayState {
        let isDone = measure.span == 1 ? isMet : measure.share > 0
        if isDone { return record.gentle ? .gentle : .done }
        if measure.span == 1, measure.share > 0 { return .partly }
        return isMet ? .covered : .missed
    }

    /// A period's goal that is met by its last session was met on the days before it as well.
    private mutating func coverBack(_ span: Int) {
        for place in places.suffix(min(span, tally.days - tally.runStart)) {
            days[place].isMet = true
            if days[place].state == .missed { days[place].state = .covered }
        }
    }

    private mutating func append(_ record: DayRecord, _ measure: Measure, _ state: DayState, isMet: Bool) {
        days.append(
            HabitDay(
                date: record.date, state: state, done: record.done, share: min(1, measure.share), isMet: isMet,
                target: record.target, period: record.period, strength: standing.score))
    }
}
