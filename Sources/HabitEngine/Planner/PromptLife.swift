import HabitKit

/// The times of a prompt that is to come. Small and without references, since every event looks at every habit's.
struct PlanTimes: Sendable, Equatable {
    var due: Instant
    /// From then on it may join another.
    var joins: Instant
    var isFirm: Bool
    var repeats: Int

    init(_ prompt: Prompt) {
        due = prompt.due
        joins = prompt.due - prompt.slack
        isFirm = prompt.isFirm
        repeats = prompt.repeats
    }
}

/// How an announced prompt goes on when nobody answers: told again as often as it says, then it lapses.
struct OpenTimes: Sendable, Equatable {
    var lastAnnouncedAt: Instant
    var snoozedUntil: Instant?
    var mayRepeat: Bool
    var isFirm: Bool

    init(_ open: OpenPrompt) {
        lastAnnouncedAt = open.lastAnnouncedAt
        snoozedUntil = open.snoozedUntil
        mayRepeat = open.repeated < open.prompt.repeats
        isFirm = open.prompt.isFirm
    }

    /// When it is told again; nil when it was told often enough or is put off.
    func repeatsAt(_ policy: borrowing Policy) -> Instant? {
        guard snoozedUntil == nil, mayRepeat else { return nil }
        return lastAnnouncedAt + max(policy.repeatAfter, policy.minimumGap)
    }

    /// When it lapses; nil for one that stays on the agenda or is put off. A repeat that could not be told in its
    /// time is not made up for later.
    func lapsesAt(_ policy: borrowing Policy) -> Instant? {
        guard snoozedUntil == nil, !isFirm else { return nil }
        let wait = max(policy.repeatAfter, .seconds(1))
        guard let again = repeatsAt(policy) else { return lastAnnouncedAt + wait }
        return again + wait
    }
}

extension OpenPrompt {
    /// The wall clock was set: its waiting times stay as long as they were.
    mutating func shift(by step: Duration) {
        announcedAt += step
        lastAnnouncedAt += step
        snoozedUntil = snoozedUntil.map { $0 + step }
    }

    /// The same prompt however often it is told: its habit and the second it fell due.
    static func id(habit: String, due: Instant) -> String { "\(habit)-\(due.seconds)" }
}

extension PromptRecord {
    /// The wall clock was set. The time it fell due is the calendar's and stays, so that it is not told twice,
    /// unless it would now lie beyond `end` and silence the habit for as long.
    mutating func shift(by step: Duration, dayEnd end: Instant) {
        announcedAt += step
        if due > end { due += step }
    }
}
