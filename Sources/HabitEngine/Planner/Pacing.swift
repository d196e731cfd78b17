import HabitKit

/// How close announcements may follow each other: the minimum gap and the hourly limit.
struct Pacing: Sendable, Equatable, Codable {
    /// The latest announcement of any kind.
    private(set) var latest: Instant?
    /// Those of the last hour that count towards the limit, oldest first.
    private(set) var counted: [Instant] = []

    /// Why nothing may be said yet.
    enum Restraint: Sendable, Equatable {
        case gap
        case hourlyLimit(Int)
    }

    mutating func note(_ instant: Instant, counts: Bool) {
        latest = instant
        guard counts else { return }
        counted.removeAll { $0 <= instant - .hours(1) }
        counted.append(instant)
    }

    /// The first instant, not before `instant`, at which both rules allow an announcement, and what restrains it.
    func allowed(notBefore instant: Instant, policy: Policy) -> (at: Instant, restraint: Restraint?) {
        guard policy.hourlyLimit > 0 else { return (.distantFuture, .hourlyLimit(0)) }
        var result: (at: Instant, restraint: Restraint?) = (instant, nil)
        if let latest, latest + policy.minimumGap > instant {
            result = (latest + policy.minimumGap, .gap)
        }
        if counted.count >= policy.hourlyLimit {
            let free = counted[counted.count - policy.hourlyLimit] + .hours(1)
            if free > result.at { result = (free, .hourlyLimit(policy.hourlyLimit)) }
        }
        return result
    }

    /// The wall clock was set: distances to now stay.
    mutating func shift(by step: Duration) {
        latest = latest.map { $0 + step }
        counted = counted.map { $0 + step }
    }
}
