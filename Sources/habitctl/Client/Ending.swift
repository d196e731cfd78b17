/// How habitctl ends.
enum Ending: Int32, Sendable {
    case success = 0
    /// Nothing matched: no such habit, nothing due, nothing to undo.
    case nothing = 1
    case usage = 2
    /// The history or the configuration.
    case data = 3
    /// habitd does not answer.
    case unreachable = 4
}
