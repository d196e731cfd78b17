import HabitKit

/// How an announced prompt goes on when nobody answers: told again as often as it says, then it lapses.
extension OpenPrompt {
    /// When it is told again; nil when it was told often enough or is put off.
    func repeatsAt(_ policy: Policy) -> Instant? {
        guard snoozedUntil == nil, repeated < prompt.repeats else { return nil }
        return lastAnnouncedAt + max(policy.repeatAfter, policy.minimumGap)
    }

    /// When it lapses; nil for one that stays on the agenda or is put off. A repeat that could not be told in its
    /// time is not made up for later.
    func lapsesAt(_ policy: Policy) -> Instant? {
        guard snoozedUntil == nil, !prompt.isFirm else { return nil }
        let wait = max(policy.repeatAfter, .seconds(1))
        guard let again = repeatsAt(policy) else { return lastAnnouncedAt + wait }
        return again + wait
    }

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
