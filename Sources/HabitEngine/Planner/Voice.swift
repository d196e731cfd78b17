import HabitKit

/// A prompt that wants to be told.
struct Voice: Sendable, Equatable {
    /// The habit's place in the configuration.
    var index: Int
    var kind: Kind
    /// When it wants to be told.
    var due: Instant
    var isFirm: Bool

    enum Kind: Sendable, Equatable {
        /// For the first time.
        case first
        /// Again, since nobody answered.
        case again
        /// Back from a snooze: the user asked for it at this time.
        case returning
    }

    /// It stands beside the minimum gap and the hourly limit.
    var isFree: Bool { isFirm || kind == .returning }
}

extension Planner {
    /// The next time each habit wants to be told, pacing and silence not yet considered.
    func voice(of index: Int, at now: Instant) -> Voice? {
        guard tracks[index].isSound else { return nil }
        let wait = tracks[index].wait
        if let wait, let until = wait.snoozedUntil {
            return Voice(index: index, kind: .returning, due: until, isFirm: wait.isFirm)
        }
        let first = firstVoice(of: index)
        guard let wait, let again = wait.repeatsAt(policy) else { return first }
        // A newer prompt that is due takes the place of a repeat.
        if let first, first.due <= max(again, now) { return first }
        return Voice(index: index, kind: .again, due: again, isFirm: wait.isFirm)
    }

    /// The next prompt that was not told yet.
    func firstVoice(of index: Int) -> Voice? {
        guard let plan = tracks[index].plan, !tracks[index].isMuted else { return nil }
        return Voice(index: index, kind: .first, due: max(plan.due, restedAt(index)), isFirm: plan.isFirm)
    }

    /// A habit is silent for a while after each of its prompts, whatever its plugin says.
    private func restedAt(_ index: Int) -> Instant {
        guard let spokenAt = tracks[index].spokenAt else { return .distantPast }
        return spokenAt + max(policy.minimumGap, .minutes(1))
    }

    /// When a prompt will be told by the rules as they stand, and what holds it until then. No time where no one
    /// can say (the user is away), or not today any more.
    func speaking(_ voice: Voice, at now: Instant) -> (at: Instant?, cause: Silence?) {
        speaking(voice, at: now, pacing: pacing)
    }

    func speaking(_ voice: Voice, at now: Instant, pacing: borrowing Pacing) -> (at: Instant?, cause: Silence?) {
        guard presence.state.counts else { return (nil, .away) }
        var time = max(voice.due, now)
        var cause: Silence?
        if let until = pausedUntil, until > time { (time, cause) = (until, .paused(until: until)) }
        if !voice.isFree {
            let paced = pacing.allowed(notBefore: time, policy: policy)
            if let restraint = paced.restraint { (time, cause) = (paced.at, restraint.silence) }
        }
        guard let active = day.activeTime(notBefore: time) else { return (nil, .outsideActiveHours) }
        return (active, active > time ? .outsideActiveHours : cause)
    }

    /// What silences everybody at `now`.
    func silence(at now: Instant) -> Silence? {
        if let until = pausedUntil, until > now { return .paused(until: until) }
        if !presence.state.counts { return .away }
        return day.isActive(at: now) ? nil : .outsideActiveHours
    }
}

extension Pacing.Restraint {
    var silence: Silence {
        switch self {
        case .gap: .gap
        case .hourlyLimit(let limit): .hourlyLimit(limit)
        }
    }
}
