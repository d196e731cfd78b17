public import HabitKit

// What the status shows. Cheap: it asks no plugin and builds no day unless a prompt waits for another one. Every time
// in it is the outlook's, so that the day, `why` and the preview agree.
extension Planner {
    /// The day at `now`, which is not before the latest event.
    public func view(at now: Instant) -> DayView {
        DayView(
            now: now, day: day(at: now), mode: mode(), presence: presence.state, pausedUntil: pausedUntil,
            habits: views(at: now))
    }

    /// One habit at `now`; nil when there is none of that id.
    public func view(of habit: String, at now: Instant) -> HabitView? {
        index(of: habit).map { view(of: $0, outlook(at: now), at: now) }
    }

    private func views(at now: Instant) -> [HabitView] {
        let outlook = outlook(at: now)
        return tracks.indices.map { view(of: $0, outlook, at: now) }
    }

    private func view(of index: Int, _ outlook: Outlook, at now: Instant) -> HabitView {
        let track = tracks[index]
        return HabitView(
            id: track.id, title: track.habit.title, state: state(of: index, at: now),
            progress: track.assessment?.progress, next: next(of: index, outlook, at: now),
            reason: reason(of: index, outlook, at: now),
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

    private func next(of index: Int, _ outlook: Outlook, at now: Instant) -> Instant? {
        guard let voice = voice(of: index, at: now) else { return nil }
        if let today = outlook.telling[index].at { return today }
        if !presence.state.counts { return voice.due > now ? voice.due : nil }
        let earliest = max(voice.due, pausedUntil ?? now)
        let isPaused = pausedUntil.map { $0 >= day.bounds.upperBound } ?? false
        return activeTime(notBefore: earliest, within: voice.isFirm || isPaused ? 8 : 1)
    }

    /// The first active instant after today. What has no room on its own day is dropped with that day, unless it is
    /// firm; behind a pause the days after it count as well.
    private func activeTime(notBefore instant: Instant, within days: Int) -> Instant? {
        let first = Day.date(of: instant, starts: policy.dayStarts, zone: zone)
        for date in (0..<days).map(first.adding(days:)) where date > day.date {
            if let time = policy.day(on: date, zone: zone).activeTime(notBefore: instant) { return time }
        }
        return nil
    }

    private func reason(of index: Int, _ outlook: Outlook, at now: Instant) -> String {
        let track = tracks[index]
        if let failure = track.habit.failure ?? track.failure { return failure }
        let snooze = track.open?.snoozedUntil
        if snooze == nil {
            if let open = track.open { return open.reason }
            if let until = pausedUntil, state(of: index, at: now) == .paused { return "paused until \(clock(until))" }
            if track.isMuted { return whyMuted(index) }
        }
        let own = snooze.map { "snoozed until \(clock($0))" } ?? track.assessment?.reason ?? "not asked yet"
        guard let due = snooze ?? track.plan?.due else { return own }
        return delayed(own, index, due, outlook, at: now)
    }

    /// What the planner adds where it tells a prompt later than it is wanted, or not at all.
    private func delayed(_ own: String, _ index: Int, _ due: Instant, _ outlook: Outlook, at now: Instant) -> String {
        let next = next(of: index, outlook, at: now)
        if let hold = tracks[index].hold, hold.since <= now, next != nil || !presence.state.counts {
            return "held back: \(hold.cause.text)"
        }
        guard presence.state.counts, let voice = voice(of: index, at: now) else { return own }
        if let until = pausedUntil, until > max(due, now) { return "\(own); paused until \(clock(until))" }
        guard let next else { return "not told: its time would come outside the active hours" }
        if next < due, next >= now { return "\(own); told with others already at \(clock(next))" }
        guard next > max(due, now) else { return own }
        let cause = outlook.telling[index].cause ?? speaking(voice, at: now).cause ?? .justTold
        return "\(own); held until \(clock(next)): \(cause.text)"
    }

    /// `14:00`; with the weekday, or the date from a week on, when it is not today.
    func clock(_ instant: Instant) -> String {
        let local = zone.local(instant)
        if instant >= day.bounds.lowerBound, instant <= day.bounds.upperBound { return local.time.text }
        let isSoon = (1...6).contains(local.date.days(since: day.date))
        return "\(isSoon ? local.date.weekday.name : local.date.text) \(local.time.text)"
    }
}
