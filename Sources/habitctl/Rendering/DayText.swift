internal import HabitKit

/// The day at a glance: what is wrong, then what is due with the words that answer it, then everything else.
struct DayText {
    let status: Control.StatusReply
    let terminal: Terminal
    private let paint: Paint
    private let clock: ClockText

    init(_ status: Control.StatusReply, _ terminal: Terminal) {
        self.status = status
        self.terminal = terminal
        self.paint = Paint(terminal)
        self.clock = ClockText(now: status.now)
    }

    var lines: [String] {
        var lines = header
        if !status.problems.isEmpty { lines += [""] + problems }
        let habits = sorted
        if !habits.isEmpty { lines.append("") }
        lines += HabitRows(habits, terminal: terminal, clock: clock).lines
        return lines + ["", closing]
    }

    /// Only what is due, without a heading: what `status --due` shows.
    var dueLines: [String] {
        HabitRows(status.habits.filter { $0.state == "due" }, terminal: terminal, clock: clock).lines
    }

    private var sorted: [Control.HabitStatus] {
        status.habits.enumerated()
            .map { (Self.rank($0.element), Self.coming($0.element), $0.offset, $0.element) }
            .sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }.map(\.3)
    }

    /// What is to come stands in the order of its times; everything else as it is configured.
    private static func coming(_ habit: Control.HabitStatus) -> Int64 {
        guard rank(habit) == 2 else { return 0 }
        return habit.next.flatMap(ClockText.instant)?.microseconds ?? .max
    }

    private static func rank(_ habit: Control.HabitStatus) -> Int {
        switch habit.state {
        case "failed": 0
        case "due": 1
        case "satisfied", "resting": 3
        default: 2
        }
    }

    /// Date and time, and at the other end how the day is.
    private var header: [String] {
        let local = ISO8601.parse(status.now)?.local
        let title = local.map { "\(DateText.long($0.date)), \($0.time.text)" } ?? SafeText.oneLine(status.now)
        let state = terminal.spelled(
            ([modeWord, presenceWord, dueCount, doneCount].compactMap { $0 }).joined(separator: " · "))
        let gap = terminal.width - title.displayWidth - state.displayWidth
        guard gap >= 2 else {
            return title.wrapped(to: terminal.width).map { paint($0, .heading) }
                + state.wrapped(to: terminal.width).map { paint($0, .dim) }
        }
        return [paint(title, .heading) + String(repeating: " ", count: gap) + paint(state, .dim)]
    }

    private var modeWord: String? {
        switch status.mode {
        case "normal": nil
        case "rest": "a day of rest"
        default: "a \(SafeText.oneLine(status.mode)) day"
        }
    }

    private var presenceWord: String? {
        ["away", "asleep"].contains(status.presence) ? status.presence : nil
    }

    private var dueCount: String? {
        let count = status.habits.count { $0.state == "due" }
        return count == 0 ? nil : "\(count) due"
    }

    private var doneCount: String {
        let goals = status.habits.filter { $0.isDone || $0.progress?.target != nil }
        return "\(goals.count(where: \.isDone)) of \(goals.count) done"
    }

    private var problems: [String] {
        status.problems.flatMap { problem -> [String] in
            let text = terminal.spelled(SafeText.oneLine(problem)).wrapped(to: terminal.width - 4)
            return text.enumerated().map {
                paint($0.offset == 0 ? "  ! " : "    ", .problem) + paint($0.element, .problem)
            }
        }
    }

    /// What happens next, in a sentence.
    private var closing: String {
        let text = terminal.spelled(closingWords)
        return text.wrapped(to: terminal.width).map { paint($0, .dim) }.joined(separator: "\n")
    }

    private var closingWords: String {
        if status.habits.isEmpty { return "No habits are switched on. habitctl config path says where to add one." }
        if let until = status.pausedUntil {
            return "Paused until \(clock.words(until)). “habitctl resume” ends the pause."
        }
        if status.presence == "away" { return "Away: reminders wait until you are back (habitctl back)." }
        let coming = status.habits
            .filter { $0.state != "due" && $0.state != "failed" }
            .compactMap { habit in
                habit.next.flatMap { next in ClockText.instant(next).map { ($0, next, habit.title) } }
            }
            .min { $0.0 < $1.0 }
        guard let (_, next, title) = coming else {
            return status.habits.contains { $0.state == "due" }
                ? "After that, nothing is planned." : "Nothing is planned."
        }
        let wait = clock.until(next).map { ", in \($0)" } ?? ""
        return "Next: \(SafeText.oneLine(title)) at \(clock.words(next))\(wait)."
    }
}
