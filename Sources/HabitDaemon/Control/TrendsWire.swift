internal import HabitEngine
internal import HabitKit

/// Series as the control interface says them.
extension Wire {
    static func score(_ reason: ScoreReason) -> Control.ScoreReason {
        Control.ScoreReason(
            strength: reason.strength, streak: reason.streak, met: reason.met, of: reason.of, rested: reason.rested,
            skipped: reason.skipped, unknown: reason.unknown, halfLifeDays: rounded(reason.halfLife),
            words: reason.text)
    }

    static func trend(
        _ series: HabitSeries, of habit: HabitRoster.Habit, _ manifest: Manifest, withDays: Bool
    ) -> Control.HabitTrend {
        Control.HabitTrend(
            id: habit.id, title: habit.title,
            unit: manifest.goal == .count ? Unit.times.symbol : manifest.unit.symbol,
            streak: series.standing.streak, longestStreak: series.longestStreak,
            score: rounded(series.standing.score), weeks: weeks(series),
            weekdays: series.weekdays.map {
                Control.WeekdayMean(weekday: $0.weekday.key, done: $0.done.map(rounded), days: $0.days)
            },
            days: withDays ? days(series) : nil)
    }

    private static func weeks(_ series: HabitSeries) -> Control.WeekSeries {
        let weeks = series.weeks
        var strength: [LocalDate: Double] = [:]
        for day in series.days { strength[day.date.startOfWeek] = day.strength }
        return Control.WeekSeries(
            first: weeks.first?.monday.text ?? "", done: weeks.map { rounded($0.done) }, days: weeks.map(\.days),
            met: weeks.map(\.met), strength: weeks.map { rounded(strength[$0.monday] ?? 0) })
    }

    private static func days(_ series: HabitSeries) -> Control.DaySeries {
        var goals: [Control.Goal] = []
        for day in series.days where day.state != .unknown {
            let period = day.period.text
            if goals.last?.target != day.target || goals.last?.period != period {
                goals.append(Control.Goal(from: day.date.text, target: day.target, period: period))
            }
        }
        return Control.DaySeries(
            first: series.days.first?.date.text ?? "", states: String(series.days.map(\.state.rawValue)),
            done: series.days.map { rounded($0.done) }, shares: String(series.days.map { tenth($0.share) }),
            goals: goals)
    }

    /// What was begun shows, and what is not all of it is less than all.
    private static func tenth(_ share: Double) -> Character {
        if share >= 1 - 1e-9 { return "+" }
        let tenths = Int((share * 10).rounded(.up))
        return Character("\(min(max(tenths, 0), 9))")
    }

    static func week(_ week: BodyWeek) -> Control.BodyWeek {
        Control.BodyWeek(
            week: week.monday.text, days: week.days, pain: week[.pain].map(rounded), worstPain: week.worstPain,
            sleep: week[.sleep].map(rounded), mood: week[.mood].map(rounded), energy: week[.energy].map(rounded))
    }

    /// To thousandths: more would only make the message long.
    static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
