internal import HabitKit

/// One thing that is wrong in a file: where, and beneath it what.
enum ProblemText {
    static func lines(_ problem: Control.ConfigProblem, _ terminal: Terminal) -> [String] {
        let paint = Paint(terminal)
        let words = terminal.spelled(SafeText.oneLine(problem.withoutFile))
        return ["  " + paint(SafeText.oneLine(problem.file), .title)]
            + words.wrapped(to: terminal.width - 4).map { "    " + paint($0, .problem) }
    }
}
