internal import HabitEngine
internal import HabitKit

/// The day as a few aligned lines: one a habit, what is due first.
struct DayText {
    let view: DayView
    let zone: Zone
    let style: TerminalStyle
    /// Habits whose titles and reasons must not be told here.
    var hidden: Set<String> = []

    func lines(problems: [String]) -> [String] {
        var lines = [style.bold("\(view.day.date.weekday.name), \(view.day.date.text)") + mode]
        lines += problems.map { "  ! \(SafeText.oneLine($0))" }
        let rows = view.habits.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
            .map { cells($0.element) }
        let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
        for row in rows {
            let padded = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            lines.append("  \(style.accent(padded[0]))  \(padded[1])  \(padded[2])  \(style.dim(row[3]))")
        }
        return lines
    }

    private var mode: String {
        view.mode == .normal ? "" : style.dim("  a day of \(view.mode == .rest ? "rest" : "gentle steps")")
    }

    private func rank(_ habit: HabitView) -> Int {
        switch habit.state {
        case .failed: 0
        case .due: 1
        case .upcoming, .paused: 2
        case .satisfied, .resting: 3
        }
    }

    private func cells(_ habit: HabitView) -> [String] {
        if hidden.contains(habit.id) { return ["A private habit", "", next(habit), ""] }
        return [SafeText.oneLine(habit.title), progress(habit), next(habit), SafeText.oneLine(habit.reason)]
    }

    private func progress(_ habit: HabitView) -> String {
        guard let progress = habit.progress else { return "" }
        let done = NumberText.print(progress.done)
        guard let target = progress.target else { return "\(done) \(progress.unit.symbol)" }
        return "\(done) of \(NumberText.print(target)) \(progress.unit.symbol)"
    }

    private func next(_ habit: HabitView) -> String {
        switch habit.state {
        case .failed: return "failed"
        case .due: return "now"
        case .satisfied: return "done"
        case .resting: return "rest"
        case .paused: return "paused"
        case .upcoming: break
        }
        guard let next = habit.next else { return "" }
        let local = zone.local(next)
        return view.day.bounds.contains(next) ? local.time.text : "\(local.date.weekday.key) \(local.time.text)"
    }
}
