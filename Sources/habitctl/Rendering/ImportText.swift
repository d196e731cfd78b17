internal import HabitKit

/// What an import did or would do, habit by habit.
struct ImportText {
    let terminal: Terminal
    let isDryRun: Bool

    /// `log:12: it names no habit`
    func line(_ problem: Control.ImportProblem) -> String {
        SafeText.oneLine("\(problem.place): \(problem.problem)")
    }

    func refusal(_ problems: Int) -> String {
        let more = problems - ImportSession.told
        let rest = more > 0 ? " (\(more) more are not shown)" : ""
        let lines = problems == 1 ? "One line was not understood" : "\(problems) lines were not understood"
        return "\(lines)\(rest). Nothing was imported."
    }

    let advice = ["--skip-bad  leaves such lines out and imports the rest."]

    func lines(_ reply: Control.ImportReply, _ session: ImportSession) -> [String] {
        let new = reply.habits.reduce(0) { $0 + $1.new }
        let known = reply.habits.reduce(0) { $0 + $1.entries - $1.new }
        let plans = reply.habits.reduce(0) { $0 + $1.newPlans }
        var table = Table(terminal)
        for habit in reply.habits { add(habit, to: &table) }
        var lines = table.lines
        if !lines.isEmpty { lines.append("") }
        lines.append(terminal.spelled(summary(new, known: known, plans: plans)))
        lines += remarks(reply, session).map(terminal.spelled)
        return lines
    }

    private func add(_ habit: Control.ImportedHabit, to table: inout Table) {
        var words: [String] = []
        if habit.new > 0 { words.append("\(habit.new) new") }
        if habit.entries > habit.new { words.append("\(habit.entries - habit.new) here already") }
        if habit.newPlans > 0 { words.append(count(habit.newPlans, "day's plan", "days' plans")) }
        if !habit.isConfigured { words.append("not configured here") }
        let span = habit.first.map { first in
            habit.last.map { $0 == first ? first : "\(first) – \($0)" } ?? first
        }
        table.add(
            (habit.habit, .title), (habit.entries == 0 ? "" : count(habit.entries, "entry", "entries"), nil),
            (span ?? "", .dim), (words.joined(separator: ", "), nil))
    }

    private func summary(_ new: Int, known: Int, plans: Int) -> String {
        guard new > 0 || plans > 0 else {
            return known > 0
                ? "Everything in it is here already: nothing to import." : "There is nothing in it to import."
        }
        let what =
            new == 0 ? count(plans, "day's plan", "days' plans") : count(new, "new entry", "new entries")
        let verb =
            isDryRun ? "would be imported" : new == 1 || new == 0 && plans == 1 ? "was imported" : "were imported"
        let already = known > 0 ? " \(known) were here already." : ""
        return "\(what) \(verb).\(already)"
    }

    private func remarks(_ reply: Control.ImportReply, _ session: ImportSession) -> [String] {
        var lines: [String] = []
        if session.silent > 0 {
            lines.append(
                "\(count(session.silent, "line says", "lines say")) that nothing was done; that makes no entry.")
        }
        if session.problems > 0 {
            lines.append("\(count(session.problems, "line was", "lines were")) not understood and left out.")
        }
        if let unknown = reply.habits.first(where: { !$0.isConfigured }) {
            let name = SafeText.oneLine(unknown.habit)
            lines.append(
                "What is not configured here is kept under its own name; --as \"\(name)=HABIT\" gives it another.")
        }
        if isDryRun { lines.append("This was a dry run: nothing was changed.") }
        return lines
    }

    private func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }
}
