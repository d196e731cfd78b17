/// Why a verb did not do what was asked: one exact line, what to do about it, and how the program ends.
struct Failure: Error, Sendable, Equatable {
    var status: ExitStatus
    var line: String
    /// What to do, a line each.
    var hints: [String]

    init(_ status: ExitStatus, _ line: String, hints: [String] = []) {
        self.status = status
        self.line = line
        self.hints = hints
    }

    /// What is told on standard error.
    func text(_ terminal: Terminal) -> String {
        ([line] + hints.map { "  " + $0 }).map { terminal.spelled(SafeText.oneLine($0)) }.joined(separator: "\n")
    }
}
