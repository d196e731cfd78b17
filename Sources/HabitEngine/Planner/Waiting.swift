import HabitKit

// The one deadline: the earliest time at which anything changes by itself.
extension Planner {
    /// Always after `now`, so that a deadline that was reached is never armed again.
    mutating func nextDeadline(after now: Instant) -> Instant? {
        var earliest = day.bounds.upperBound
        func consider(_ instant: Instant?) {
            if let instant, instant > now, instant < earliest { earliest = instant }
        }
        consider(pausedUntil)
        var isWaiting = false
        for index in tracks.indices {
            if tracks[index].askedAt == nil { consider(tracks[index].askAgainAt) }
            consider(tracks[index].visibleNext)
            consider(tracks[index].wait?.lapsesAt(policy))
            if tracks[index].isMuted { consider(tracks[index].plan?.due) }
            guard let voice = voice(of: index, at: now) else { continue }
            let speaking = speaking(voice, at: now)
            // What holds it is known before its time comes, so that nobody needs to wake up then to see it.
            if let cause = speaking.cause { tracks[index].foresee(since: voice.due, for: cause) }
            consider(speaking.at)
            isWaiting = isWaiting || (speaking.at.map { $0 <= now } ?? false)
        }
        if isWaiting { consider(patienceEnds()) }
        return earliest > now ? earliest : nil
    }

    /// When announcements stop waiting for slow answers.
    private func patienceEnds() -> Instant? {
        var latest: Instant?
        for index in tracks.indices {
            if let askedAt = tracks[index].askedAt { latest = max(latest ?? askedAt, askedAt) }
        }
        return latest.map { $0 + Self.patience }
    }
}
