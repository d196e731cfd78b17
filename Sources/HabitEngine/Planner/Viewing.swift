public import HabitKit

// What the status shows. Cheap: it asks no plugin and builds no day unless a prompt waits for another one.
extension Planner {
    /// The day at `now`, which is not before the latest event.
    public func view(at now: Instant) -> DayView {
        DayView(
            now: now, day: day(at: now), mode: mode(), presence: presence.state, pausedUntil: pausedUntil,
            habits: tracks.indices.map { view(of: $0, at: now) })
    }

    /// One habit at `now`; nil when there is none of that id.
    public func view(of habit: String, at now: Instant) -> HabitView? {
        index(of: habit).map { view(of: $0, at: now) }
    }

    private func view(of index: Int, at now: Instant) -> HabitView {
        let track = tracks[index]
        return HabitView(
            id: track.id, title: track.habit.title, state: state(of: index, at: now),
            progress: track.assessment?.progress, next: next(of: index, at: now), reason: reason(of: index, at: now),
            open: track.open, prompt: track.open?.prompt ?? track.scheduled)
    }

    private func state(of index: Int, at now: Instant) -> HabitView.State {
        let track = tracks[index]
        if !track.isSound || track.failure != nil { return .failed }
        if let open = track.open, open.snoozedUntil == nil { return .due }
        let isDue = track.open == nil && isDue(index, at: now)
        if !isDue, track.open == nil {
            if track.assessment?.state == .satisfied { return .satisfied }
            if track.assessment?.state == .resting { return .resting }
        }
        if let until = pausedUntil, until > now { return .paused }
        return isDue ? .due : .upcoming
    }

    /// It is time, and it may still be told today.
    private func isDue(_ index: Int, at now: Instant) -> Bool {
        guard let plan = tracks[index].plan, plan.due <= now, let voice = voice(of: index, at: now) else {
            return false
        }
        return !presence.state.counts || speaking(voice, at: now).at != nil
    }

    private func next(of index: Int, at now: Instant) -> Instant? {
        guard let voice = voice(of: index, at: now) else { return nil }
        if let today = speaking(voice, at: now).at { return today }
        if !presence.state.counts { return voice.due > now ? voice.due : nil }
        return nextActiveDay(notBefore: max(voice.due, pausedUntil ?? now))
    }

    /// The first active instant of the days after today.
    private func nextActiveDay(notBefore instant: Instant) -> Instant? {
        var date = max(day.date.adding(days: 1), Day.date(of: instant, starts: policy.dayStarts, zone: zone))
        for _ in 0..<8 {
            if let time = policy.day(on: date, zone: zone).activeTime(notBefore: instant) { return time }
            date = date.adding(days: 1)
        }
        return nil
    }

    private func reason(of index: Int, at now: Instant) -> String {
        let track = tracks[index]
        if let failure = track.habit.failure ?? track.failure { return failure }
        if let until = track.open?.snoozedUntil { return "snoozed until \(zone.local(until).time.text)" }
        if let open = track.open { return open.reason }
        if let until = pausedUntil, state(of: index, at: now) == .paused {
            return "paused until \(zone.local(until).time.text)"
        }
        let own = track.assessment?.reason ?? "not asked yet"
        guard let hold = track.hold, hold.since <= now else { return own }
        return "held back: \(hold.cause.text)"
    }
}
