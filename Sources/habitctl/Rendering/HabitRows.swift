internal import HabitKit

/// The habits of the day as aligned rows: mark, title, bar, amounts, when next, how often in a row; the reason beneath.
struct HabitRows {
    private let habits: [Control.HabitStatus]
    private let terminal: Terminal
    private let clock: ClockText
    private let paint: Paint
    private let cells: [Cells]
    private let widths: Widths

    init(_ habits: [Control.HabitStatus], terminal: Terminal, clock: ClockText) {
        self.habits = habits
        self.terminal = terminal
        self.clock = clock
        self.paint = Paint(terminal)
        cells = habits.map { Cells($0, terminal: terminal, clock: clock) }
        widths = Widths(cells, terminal: terminal)
    }

    /// What the columns of one habit say.
    private struct Cells {
        var title: String
        var amount: String
        var next: String
        var streak: String

        init(_ habit: Control.HabitStatus, terminal: Terminal, clock: ClockText) {
            title = terminal.spelled(SafeText.oneLine(habit.title))
            amount = habit.progress.map(ProgressText.words) ?? ""
            next = Self.next(habit, clock)
            streak = habit.streak > 1 ? "\(habit.streak) in a row" : ""
        }

        private static func next(_ habit: Control.HabitStatus, _ clock: ClockText) -> String {
            switch habit.state {
            case "due": "now"
            case "satisfied": "done"
            case "resting": habit.isDone ? "done" : "rest"
            case "paused": "paused"
            case "failed": "failed"
            default: habit.next.map(clock.short) ?? ""
            }
        }
    }

    /// Columns, shrunk in the order in which they can be missed.
    private struct Widths {
        var title: Int
        var bar: Int
        var amount: Int
        var next: Int
        var streak: Int

        init(_ cells: [Cells], terminal: Terminal) {
            func widest(_ cell: (Cells) -> String) -> Int { cells.map { cell($0).displayWidth }.max() ?? 0 }
            title = min(widest(\.title), max(8, terminal.width / 4))
            amount = widest(\.amount)
            next = widest(\.next)
            streak = widest(\.streak)
            bar = terminal.width >= 100 ? 16 : 12
            if total > terminal.width { bar = 8 }
            if total > terminal.width { streak = 0 }
            if total > terminal.width { bar = 0 }
            if total > terminal.width { amount = 0 }
            if total > terminal.width { title = max(4, title - (total - terminal.width)) }
        }

        /// Two columns lead, two part one column from the next.
        var total: Int { 2 + [1, title, bar, amount, next, streak].filter { $0 > 0 }.reduce(-2) { $0 + $1 + 2 } }
    }

    /// Where the words beneath a row begin.
    private var indent: Int { 5 }

    var lines: [String] {
        var lines: [String] = []
        for (index, habit) in habits.enumerated() {
            lines.append(row(habit, cells[index]))
            lines += habit.state == "due" ? asking(habit) : explaining(habit)
            let isLastDue = habit.state == "due" && index + 1 < habits.count
            if isLastDue { lines.append("") }
        }
        return lines
    }

    private func row(_ habit: Control.HabitStatus, _ cells: Cells) -> String {
        let shown = habit.isDone ? "satisfied" : habit.state
        let role = Self.role(shown)
        var columns = [paint(mark(shown), role), paint(padded(cells.title, widths.title), .title)]
        if widths.bar > 0 { columns.append(bar(habit, role)) }
        if widths.amount > 0 { columns.append(cells.amount.padded(to: widths.amount)) }
        columns.append(
            paint(cells.next.padded(to: widths.next, atRight: true), habit.state == "upcoming" ? .title : role))
        if widths.streak > 0 { columns.append(paint(cells.streak.padded(to: widths.streak, atRight: true), .dim)) }
        return ("  " + columns.joined(separator: "  ")).withoutTrailingBlanks
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text.fitted(to: width, ellipsis: terminal.hasUnicode ? "…" : "~").padded(to: width)
    }

    private func bar(_ habit: Control.HabitStatus, _ role: Role) -> String {
        guard let progress = habit.progress, let target = progress.target, target > 0 else {
            return String(repeating: " ", count: widths.bar)
        }
        let bar = ProgressBar(fraction: progress.done / target, width: widths.bar, terminal: terminal)
        return paint(bar.filled, role) + paint(bar.empty, .dim)
    }

    /// A due habit: its message, why now, and the words that answer it.
    private func asking(_ habit: Control.HabitStatus) -> [String] {
        var lines: [String] = []
        if let message = habit.prompt?.message, !message.isEmpty { lines += beneath(message, .message) }
        lines += explaining(habit)
        let answer = "habitctl " + Control.answer(to: SafeText.oneLine(habit.id))
        let others = "  or snooze, skip"
        let isRoomy = indent + answer.displayWidth + others.displayWidth <= terminal.width
        lines.append(blanks(indent) + paint(answer, .command) + (isRoomy ? paint(others, .dim) : ""))
        return lines
    }

    private func explaining(_ habit: Control.HabitStatus) -> [String] {
        beneath(habit.reason, habit.state == "failed" ? .problem : .dim)
    }

    private func beneath(_ text: String, _ role: Role) -> [String] {
        terminal.spelled(SafeText.oneLine(text)).wrapped(to: terminal.width - indent)
            .map { blanks(indent) + paint($0, role) }
    }

    private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    private func mark(_ state: String) -> String {
        let (unicode, ascii) =
            switch state {
            case "due": ("●", "*")
            case "satisfied": ("✓", "+")
            case "resting": ("~", "~")
            case "paused": ("=", "=")
            case "failed": ("!", "!")
            default: ("○", "o")
            }
        return terminal.hasUnicode ? unicode : ascii
    }

    private static func role(_ state: String) -> Role {
        switch state {
        case "due": .due
        case "satisfied": .done
        case "resting", "paused": .resting
        case "failed": .problem
        default: .upcoming
        }
    }
}

extension Control.HabitStatus {
    /// Done for the day; a day of rest takes nothing away from that.
    var isDone: Bool {
        guard state == "resting", let progress, let target = progress.target, target > 0 else {
            return state == "satisfied"
        }
        return progress.done >= target
    }
}

extension String {
    /// A column that is empty at a line's end is no reason for blanks there.
    var withoutTrailingBlanks: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
