internal import HabitKit
internal import Varlink

/// One line for a waybar custom module with `return-type: json`: text, tooltip, class and percentage.
struct WaybarLine {
    /// Nil while habitd does not answer.
    let status: Control.StatusReply?

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        let fields = [("{\"text\":", text), (",\"alt\":", state), (",\"tooltip\":", tooltip), (",\"class\":", state)]
        for (key, value) in fields {
            bytes += key.utf8
            JSONText.append(value, to: &bytes)
        }
        bytes += ",\"percentage\":\(percentage)}\n".utf8
        return bytes
    }

    private var due: [Control.HabitStatus] { status?.habits.filter { $0.state == "due" } ?? [] }

    /// `off`, `problem`, `paused`, `away`, `due`, `rest`, `upcoming` or `done`: what a style sheet can tell apart.
    var state: String {
        guard let status else { return "off" }
        if !due.isEmpty { return "due" }
        if !status.problems.isEmpty { return "problem" }
        if status.pausedUntil != nil { return "paused" }
        if status.presence == "away" { return "away" }
        if status.mode == "rest" { return "rest" }
        return next == nil ? "done" : "upcoming"
    }

    /// What is due, else what comes next and when.
    var text: String {
        guard let status else { return "" }
        let clock = ClockText(now: status.now)
        switch state {
        case "due": return markup(due.map(\.title).joined(separator: ", "))
        case "paused": return status.pausedUntil.map { "paused until \(clock.short($0))" } ?? ""
        case "away": return "away"
        default: return next.map { "\(markup($0.title)) \(clock.short($0.next ?? ""))" } ?? ""
        }
    }

    private var tooltip: String {
        guard let status else { return "habitd is not running" }
        let clock = ClockText(now: status.now)
        let lines =
            status.problems.map { "! \($0)" }
            + status.habits.map { habit in
                let progress = habit.progress.map { ": " + ProgressText.words($0) } ?? ""
                let when =
                    habit.state == "upcoming"
                    ? habit.next.map { ", next \(clock.short($0))" } ?? "" : ", \(habit.state)"
                let message = habit.prompt.map { "\n  \($0.message)" } ?? ""
                return "\(habit.title)\(progress)\(when)\(message)"
            }
        return lines.map { $0.split(separator: "\n").map { markup(String($0)) }.joined(separator: "\n") }
            .joined(separator: "\n")
    }

    private var next: Control.HabitStatus? {
        (status?.habits ?? [])
            .filter { $0.state == "upcoming" }
            .compactMap { habit in habit.next.flatMap(ClockText.instant).map { (habit, $0) } }
            .min { $0.1 < $1.1 }?.0
    }

    /// The mean of what the habits with a goal have reached, 0 to 100.
    var percentage: Int {
        let shares = (status?.habits ?? []).compactMap { habit -> Double? in
            guard let progress = habit.progress, let target = progress.target, target > 0 else { return nil }
            return min(1, max(0, progress.done / target))
        }
        guard !shares.isEmpty else { return 0 }
        return Int((shares.reduce(0, +) / Double(shares.count) * 100).rounded())
    }

    /// Waybar reads Pango markup.
    private func markup(_ text: String) -> String {
        SafeText.oneLine(text).reduce(into: "") { marked, character in
            switch character {
            case "&": marked += "&amp;"
            case "<": marked += "&lt;"
            case ">": marked += "&gt;"
            default: marked.append(character)
            }
        }
    }
}
