public import HabitKit

/// One thing the planner decided about a habit, and why.
public struct Decision: Sendable, Equatable, Codable {
    public var at: Instant
    /// One or two words: `announced`, `held back`.
    public var what: String
    /// One line, without a full stop.
    public var reason: String

    public init(at: Instant, what: String, reason: String) {
        self.at = at
        self.what = what
        self.reason = reason
    }
}

/// The latest decisions on one habit, so that `why` can tell them.
struct DecisionLog: Sendable, Equatable, Codable {
    static let kept = 20
    static let planned = "planned"
    /// Oldest first.
    private var decisions: [Decision] = []

    var newestFirst: [Decision] { decisions.reversed() }

    mutating func note(_ what: String, _ reason: String, at instant: Instant) {
        if decisions.count == Self.kept { decisions.removeFirst() }
        decisions.append(Decision(at: instant, what: what, reason: reason))
    }

    /// A plan that replaces a plan nothing came of yet: only the latest is worth telling.
    mutating func notePlan(_ reason: String, at instant: Instant) {
        if decisions.last?.what == Self.planned { decisions.removeLast() }
        note(Self.planned, reason, at: instant)
    }
}
