internal import HabitKit

/// Why a verb did not do what was asked: one exact line, what to do about it, and how the program ends.
struct Failure: Error, Sendable, Equatable {
    var status: Ending
    var line: String
    /// What to do, a line each.
    var hints: [String]

    init(_ status: Ending, _ line: String, hints: [String] = []) {
        self.status = status
        self.line = line
        self.hints = hints
    }

    /// What was typed, in quotation marks and no longer than it takes to know it again.
    static func quoted(_ typed: String) -> String {
        // Cut before it is escaped, so that a megabyte costs nothing.
        "“\(SafeText.oneLine(String(typed.prefix(60))).fitted(to: 60))\(typed.count > 60 ? "…" : "")”"
    }

    /// What is told on standard error.
    func text(_ terminal: Terminal) -> String {
        ([line] + hints.map { "  " + $0 }).map { terminal.spelled(SafeText.oneLine($0)) }.joined(separator: "\n")
    }
}
