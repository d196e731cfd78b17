internal import HabitKit

/// What `habitctl trends HABIT` shows: how it stands, its days as a calendar, its weeks as lines, and its days of the week.
struct HabitTrendText {
    private let trend: Control.HabitTrend
    private let reply: Control.TrendsReply
    private let terminal: Terminal
    private let paint: Paint

    init(_ trend: Control.HabitTrend, _ reply: Control.TrendsReply, _ terminal: Terminal) {
        self.trend = trend
        self.reply = reply
        self.terminal = terminal
        paint = Paint(terminal)
    }

    var lines: [String] {
        var lines = [TrendsHeading.line(trend.title, since: since, until: until, terminal)]
        lines += terminal.spelled(summary).wrapped(to: terminal.width - 2).map { "  " + $0 }
        if let left = leftOut { lines += left.wrapped(to: terminal.width - 2).map { "  " + paint($0, .dim) } }
        if let days = trend.days { lines += [""] + YearCalendar(days, terminal: terminal).lines }
        lines += [""] + weeks
        return lines + [""] + weekdays
    }

    private var since: LocalDate? {
        let first = trend.days.flatMap { LocalDate(text: $0.first) }
        let asked = LocalDate(text: reply.since)
        return first.flatMap { first in asked.map { max(first, $0) } } ?? asked
    }

    private var until: LocalDate? { LocalDate(text: reply.until) }

    private var summary: String {
        let met = trend.weeks.met.reduce(0, +)
        let counted = trend.weeks.days.reduce(0, +)
        let longest = trend.longestStreak > trend.streak ? ", longest \(trend.longestStreak)" : ""
        let streak = "streak \(trend.streak) \(trend.streak == 1 ? "day" : "days")\(longest)"
        let goal = counted > 0 ? " · goal met on \(met) of \(counted) days" : ""
        return "strength \(TrendsText.hundredths(trend.score)) · \(streak)\(goal)"
    }

    private var leftOut: String? {
        let states = trend.days?.states ?? ""
        let parts = [("r", "of rest"), ("s", "skipped"), ("u", "on which habitd did not run")].compactMap {
            letter, words -> String? in
            let count = states.count { $0 == Character(letter) }
            return count == 0 ? nil : "\(count) \(words)"
        }
        return parts.isEmpty ? nil : "Days that do not count: " + parts.joined(separator: ", ")
    }

    /// The weeks' lines: which part of the days met the goal, what was done, and the strength.
    private var weeks: [String] {
        guard let first = LocalDate(text: trend.weeks.first), let until else { return [] }
        let columns = WeekColumns(from: first, through: until, width: max(8, terminal.width - Self.labelWidth - 16))
        let weeks = trend.weeks.all
        let met = columns.columns(weeks) { Self.share($0) }
        let sums = columns.columns(weeks) { group in group.map(\.done).reduce(0, +) / Double(group.count) }
        let most = max(sums.compactMap { $0 }.max() ?? 0, 1e-9)
        let strength = columns.columns(weeks) { $0.last?.strength }
        let mean = weeks.map(\.week.done).reduce(0, +) / Double(max(1, weeks.count))
        let lines = [
            ("goal met", met, Self.share(weeks.map(\.week)).map { "\(Int(($0 * 100).rounded())) %" } ?? ""),
            ("done", sums.map { $0.map { $0 / most } }, amount(mean) + " a week"),
            ("strength", strength, TrendsText.hundredths(trend.score)),
        ]
        let axis = String(repeating: " ", count: Self.labelWidth) + columns.axis
        return [paint("  By weeks", .title)]
            + lines.map { label, values, tail in
                let line = paint(Sparkline(values, terminal: terminal).text, .upcoming)
                return "  " + label.padded(to: Self.labelWidth - 2) + line + "  " + tail
            } + [paint(axis, .dim)]
    }

    private static let labelWidth = 12

    private static func share(_ weeks: [WeekPoint]) -> Double? {
        let days = weeks.map(\.days).reduce(0, +)
        return days > 0 ? Double(weeks.map(\.met).reduce(0, +)) / Double(days) : nil
    }

    private func amount(_ amount: Double) -> String {
        AmountText.number(amount >= 10 ? amount.rounded() : (amount * 10).rounded() / 10) + AmountText.unit(trend.unit)
    }

    private var weekdays: [String] {
        let most = trend.weekdays.compactMap(\.done).max() ?? 0
        return [paint("  By weekday", .title) + paint("  what a day brings on average", .dim)]
            + trend.weekdays.map { day in
                let name = (day.weekday.prefix(1).uppercased() + day.weekday.dropFirst()).padded(
                    to: Self.labelWidth - 2)
                guard let done = day.done else { return ("  " + name).withoutTrailingBlanks }
                let bar = ProgressBar(fraction: most > 0 ? done / most : 0, width: 24, terminal: terminal)
                let blanks = String(repeating: " ", count: bar.empty.count)
                return "  " + name + paint(bar.filled, .done) + blanks + "  "
                    + amount(done)
            }
    }
}

/// One week of a series.
struct WeekPoint: Sendable, Equatable {
    var done: Double
    var days: Int
    var met: Int
    var strength: Double
}

extension Control.WeekSeries {
    /// Every week with the Monday it begins on.
    var all: [(monday: LocalDate, week: WeekPoint)] {
        guard let first = LocalDate(text: first) else { return [] }
        let count = min(done.count, days.count, met.count, strength.count)
        return (0..<count).map { place in
            (
                first.adding(days: 7 * place),
                WeekPoint(done: done[place], days: days[place], met: met[place], strength: strength[place])
            )
        }
    }
}
