internal import HabitKit

/// What is, or was, deleted for good.
struct ForgetText {
    let terminal: Terminal
    let notesOnly: Bool

    func counted(_ reply: Control.ForgetReply) -> [String] {
        guard !reply.habits.isEmpty else { return ["Nothing is kept of that."] }
        var table = Table(terminal)
        for habit in reply.habits {
            let what = notesOnly ? count(habit.notes, "note", "notes") : count(habit.entries, "entry", "entries")
            var rest: [String] = []
            if !notesOnly, habit.notes > 0 { rest.append("\(habit.notes) with a note") }
            if habit.plans > 0 { rest.append(count(habit.plans, "day's plan", "days' plans")) }
            table.add((habit.habit, .title), (what, nil), (rest.joined(separator: ", "), .dim))
        }
        return table.lines
    }

    /// What a person should know before saying yes.
    func warning(_ reply: Control.ForgetReply) -> [String] {
        var lines = ["", "This cannot be undone. An export you made, or a copy of the file, is not touched."]
        if reply.backups > 0 {
            lines.append(
                "\(count(reply.backups, "automatic backup holds", "automatic backups hold")) it too: a new one, without it, "
                    + "takes their place.")
        }
        return lines + left(reply)
    }

    func forgotten(_ reply: Control.ForgetReply) -> [String] {
        let total = reply.habits.reduce(0) { $0 + (notesOnly ? $1.notes : $1.entries) }
        let what = notesOnly ? count(total, "note is", "notes are") : count(total, "entry is", "entries are")
        let backups = reply.backups > 0 ? ", and in the backups" : ""
        return [terminal.spelled("\(what) deleted for good, here\(backups).")] + left(reply)
    }

    private func left(_ reply: Control.ForgetReply) -> [String] {
        guard !reply.left.isEmpty else { return [] }
        return ["Histories that were set aside may still hold it; delete them if you no longer need them:"]
            + reply.left.map { "  " + SafeText.oneLine($0) }
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }
}
