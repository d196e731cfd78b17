internal import HabitKit

/// What `habitctl trends` shows: how it felt, week by week, and a line for each habit.
struct TrendsText {
    let reply: Control.TrendsReply
    let terminal: Terminal

    private var since: LocalDate? { LocalDate(text: reply.since) }
    private var until: LocalDate? { LocalDate(text: reply.until) }

    var lines: [String] {
        guard let since, let until else { return [] }
        var lines = [TrendsHeading.line("Trends", since: since, until: until, terminal)]
        if !reply.body.isEmpty { lines += body(from: since, through: until) }
        let habits = reply.habits.filter { !$0.isEmpty }
        if !habits.isEmpty { lines += [""] + table(habits, from: since, through: until) }
        return lines + [""] + closing
    }

    // MARK: The body

    private func body(from since: LocalDate, through until: LocalDate) -> [String] {
        let paint = Paint(terminal)
        let columns = WeekColumns(
            from: since, through: until, width: max(8, terminal.width - WeekChart.labelWidth - 3))
        let weeks = reply.body.compactMap { week in LocalDate(text: week.week).map { (monday: $0, week: week) } }
        var lines: [String] = []
        for (name, role, value) in Self.charted {
            let values = columns.columns(weeks) { Self.mean($0.map(value)) }
            guard values.contains(where: { $0 != nil }) else { continue }
            lines += ["", paint("  \(name)", .title) + paint(Self.course(weeks.map { value($0.week) }), .dim)]
            lines += WeekChart(values: values, terminal: terminal, role: role).lines
        }
        var rows: [String] = []
        for (name, value) in Self.lined {
            let values = columns.columns(weeks) { Self.mean($0.map(value)).map { $0 / 10 } }
            guard values.contains(where: { $0 != nil }) else { continue }
            let line = Sparkline(values, terminal: terminal).text
            rows.append("  " + paint("\(name)", .title) + paint(Self.course(weeks.map { value($0.week) }), .dim))
            let indent = String(repeating: " ", count: WeekChart.labelWidth)
            rows.append(indent + paint(line.withoutTrailingBlanks, .upcoming))
        }
        let axis = paint(String(repeating: " ", count: WeekChart.labelWidth) + columns.axis, .dim)
        return terminalSpelled(lines + (rows.isEmpty ? [] : [""] + rows) + [axis])
    }

    private func terminalSpelled(_ lines: [String]) -> [String] { lines.map(terminal.spelled) }

    private static let charted: [(String, Role, @Sendable (Control.BodyWeek) -> Double?)] = [
        ("Pain", .resting, { $0.pain }), ("Sleep", .upcoming, { $0.sleep }),
    ]
    private static let lined: [(String, @Sendable (Control.BodyWeek) -> Double?)] = [
        ("Mood", { $0.mood }), ("Energy", { $0.energy }),
    ]

    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }

    /// Weeks at either end that are told of: one alone says little.
    private static let endWeeks = 4

    /// `  6.4 in the first four weeks, 3.1 in the last`.
    private static func course(_ values: [Double?]) -> String {
        guard values.count >= 2 * endWeeks else {
            return mean(values).map { "  \(tenths($0)) on average" } ?? ""
        }
        let (first, last) = (mean(Array(values.prefix(endWeeks))), mean(Array(values.suffix(endWeeks))))
        guard let first, let last else { return "" }
        return "  \(tenths(first)) in the first four weeks, \(tenths(last)) in the last four"
    }

    // MARK: The habits

    private func table(_ habits: [Control.HabitTrend], from since: LocalDate, through until: LocalDate) -> [String] {
        let paint = Paint(terminal)
        let name = min(12, habits.map { SafeText.oneLine($0.title).displayWidth }.max() ?? 0)
        // Two blanks before and after the line, the strength, two blanks, the streak.
        let columns = WeekColumns(from: since, through: until, width: max(8, terminal.width - name - 4 - 12))
        let indent = String(repeating: " ", count: name + 4)
        let words = "  days that met the goal by weeks, strength, and days in a row"
        let heading = "  " + paint("Habits", .title) + paint(words.fitted(to: terminal.width - 8, ellipsis: ""), .dim)
        let rows = habits.map { habit in
            let shares = columns.columns(habit.weeks.all) { weeks -> Double? in
                let days = weeks.map(\.days).reduce(0, +)
                return days > 0 ? Double(weeks.map(\.met).reduce(0, +)) / Double(days) : nil
            }
            let title = SafeText.oneLine(habit.title).fitted(to: name, ellipsis: terminal.spelled("…"))
            let streak = habit.streak == 0 ? "" : " " + "\(habit.streak) d".padded(to: 5, atRight: true)
            return
                ("  " + title.padded(to: name) + "  "
                + paint(Sparkline(shares, terminal: terminal).text, .done)
                + "  " + Self.hundredths(habit.score) + streak).withoutTrailingBlanks
        }
        return [heading] + rows + [paint(indent + columns.axis, .dim)]
    }

    private var closing: [String] {
        let paint = Paint(terminal)
        let habit = reply.habits.first { !$0.isEmpty }?.id ?? "HABIT"
        return [
            "  " + paint("habitctl trends \(SafeText.oneLine(habit))", .command)
                + paint("  tells one, day by day", .dim),
            "  " + paint("habitctl trends --associations", .command) + paint("  tells what goes together", .dim),
        ]
    }

    /// `0.83`.
    static func hundredths(_ value: Double) -> String {
        let whole = Int((min(max(value, 0), 1) * 100).rounded())
        return "\(whole / 100).\(whole % 100 / 10)\(whole % 10)"
    }

    private static func tenths(_ value: Double) -> String {
        let whole = Int((min(max(value, 0), 10) * 10).rounded())
        return "\(whole / 10).\(whole % 10)"
    }
}

/// A title, and at the other end of the line the time that is looked at.
enum TrendsHeading {
    static func line(_ title: String, since: LocalDate?, until: LocalDate?, _ terminal: Terminal) -> String {
        let paint = Paint(terminal)
        let title = terminal.spelled(SafeText.oneLine(title))
        guard let since, let until else { return paint(title, .heading) }
        let span = terminal.spelled("\(DateText.medium(since)) – \(DateText.medium(until))")
        let gap = terminal.width - title.displayWidth - span.displayWidth
        guard gap >= 2 else { return paint(title, .heading) }
        return paint(title, .heading) + String(repeating: " ", count: gap) + paint(span, .dim)
    }
}
