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
    static let away = "away"
    /// Oldest first.
    private var decisions: [Decision] = []

    var newestFirst: [Decision] { decisions.reversed() }

    /// What is decided once more is told once, with its latest time.
    mutating func note(_ what: String, _ reason: String, at instant: Instant) {
        if let last = decisions.last, last.what == what, last.reason == reason { decisions.removeLast() }
        if decisions.count == Self.kept { decisions.removeFirst() }
        decisions.append(Decision(at: instant, what: what, reason: reason))
    }

    /// What quotes something that may be gone by now.
    mutating func forget(_ what: String) {
        decisions.removeAll { $0.what == what }
    }

    /// A plan that replaces a plan nothing came of yet, or says the same as the one before: only the latest is worth
    /// telling.
    mutating func notePlan(_ reason: String, at instant: Instant) {
        if let place = decisions.lastIndex(where: { $0.what == Self.planned }),
            place == decisions.count - 1 || decisions[place].reason == reason
        {
            decisions.remove(at: place)
        }
        note(Self.planned, reason, at: instant)
    }

    /// The return tells of the absence too, which needs no line of its own any more.
    mutating func noteReturn(after absence: String, at instant: Instant) {
        if let place = decisions.lastIndex(where: { $0.what == Self.away }) { decisions.remove(at: place) }
        note("back", "after \(absence) away", at: instant)
    }
}
