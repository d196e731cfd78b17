import HabitKit

// Time as it passes, and where it does not pass evenly: a new day, a clock that is set, a suspend, another zone.
extension Planner {
    /// An event that comes with an earlier instant than the last means that the clock was set and nobody said so.
    mutating func passTime(to now: Instant, _ event: PlannerEvent) {
        if case .clockChanged = event { return }
        if now < lastSeen {
            let step = now - lastSeen
            self.step(by: step, to: now)
            if step < .seconds(-1) { planAnew() }
        }
        lastSeen = now
    }

    mutating func clockChanged(_ change: ClockChange, at now: Instant) {
        armed = .unknown
        let isLarge = change.stepped >= .seconds(1) || change.stepped <= .seconds(-1)
        if isLarge { step(by: change.stepped, to: now) } else if now < lastSeen { step(by: now - lastSeen, to: now) }
        lastSeen = now
        if change.asleep > .zero {
            presence.suspend(for: change.asleep, until: now)
            isMemoryChanged = true
            tell(.presence, "the computer slept for \(DurationText.print(change.asleep))", at: now)
            credit(change.asleep, at: now)
        }
        if isLarge { tell(.status, "the clock was set", at: now) }
        if isLarge { planAnew() } else if change.asleep > .zero { askAll() }
    }

    /// The wall clock moved by `step`, to `now`: what was so many minutes ago still is.
    mutating func step(by step: Duration, to now: Instant) {
        if step > .hours(24) { keepsEntries = true }
        presence.shift(by: step)
        pacing.shift(by: step)
        pausedUntil = pausedUntil.map { $0 + step }
        let end = self.day(at: now).bounds.upperBound
        for index in tracks.indices { tracks[index].shift(by: step, dayEnd: end) }
        for habit in absent.keys { absent[habit]?.shift(by: step, dayEnd: end) }
        isMemoryChanged = true
    }

    mutating func setZone(_ zone: Zone, at now: Instant) {
        guard zone != self.zone else { return }
        self.zone = zone
        turn(to: policy.day(at: now, zone: zone), at: now)
        tell(.status, "the time zone is now \(zone.name)", at: now)
        askAll()
    }

    /// Another day has begun.
    mutating func beginDay(at now: Instant) {
        turn(to: policy.day(at: now, zone: zone), at: now)
        askAll()
    }

    /// Today is `day` from now on. If it has another date, whatever belonged to the old one is over.
    mutating func turn(to day: Day, at now: Instant) {
        let isNew = day.date != self.day.date
        self.day = day
        if isNew { leaveDay(at: now) }
        openView()
        openBody(at: now)
        presence.forget(before: day.bounds.lowerBound)
        isMemoryChanged = true
    }

    private mutating func leaveDay(at now: Instant) {
        words.forget(allBut: day.date)
        for index in tracks.indices {
            tracks[index].dropPlan()
            tracks[index].told = []
            if tracks[index].open?.prompt.isFirm == false { close(index, .lapsed, "the day is over", at: now) }
        }
        tell(.status, "a new day", at: now)
    }

    /// Moves what each plugin is shown to the day's window.
    mutating func openView() {
        for index in tracks.indices {
            let days = tracks[index].habit.manifest.needs.historyDays
            let first = day.date.adding(days: -min(max(days, 0), 400))
            tracks[index].visibleFrom =
                days > 0 ? zone.instant(LocalDateTime(first, policy.dayStarts)) : day.bounds.lowerBound
            if !keepsEntries { tracks[index].trimEntries() }
        }
    }

    /// Takes up an earlier run's work: what its prompts waited for may be long over.
    mutating func restart(at now: Instant) {
        armed = .unknown
        for index in tracks.indices { closeOutdated(index, at: now) }
        words.forget(allBut: day.date)
        presence.forget(before: day.bounds.lowerBound)
        askAll()
    }

    mutating func reconfigure(_ policy: Policy, _ habits: [PlannedHabit], entries: [String: [Entry]], at now: Instant) {
        let old = Dictionary(tracks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.policy = policy
        tracks = habits.map { habit in
            var track = HabitTrack(habit: habit, entries: entries[habit.id] ?? old[habit.id]?.entries ?? [])
            if let before = old[habit.id] { track.inherit(from: before) }
            return track
        }
        places = Self.places(of: tracks)
        for entry in entries[CheckIn.habit] ?? [] { _ = checkIns.insert(entry) }
        dismiss(old.values.filter { places[$0.id] == nil }, at: now)
        turn(to: policy.day(at: now, zone: zone), at: now)
        for index in tracks.indices where old[tracks[index].id] == nil { welcome(index, at: now) }
        tell(.status, "the habits were set up anew", at: now)
        askAll()
    }

    /// Every plan is to be made anew.
    mutating func askAll() {
        for index in tracks.indices { ask(index) }
    }

    /// No plan made before holds any more.
    private mutating func planAnew() {
        for index in tracks.indices { tracks[index].dropPlan() }
        askAll()
    }

    /// Nothing happened; only the numbers of one habit's plan are to be those of now. What is due stays due, also
    /// with a plugin that only ever looks ahead.
    mutating func freshen(_ index: Int) {
        guard !tracks[index].isStale else { return }
        ask(index)
        tracks[index].isFreshening = true
    }

    /// The plan of one habit is to be made anew.
    mutating func ask(_ index: Int) {
        guard tracks[index].isSound else { return }
        tracks[index].isStale = true
        tracks[index].isFreshening = false
    }
}

extension HabitTrack {
    /// What a habit keeps when its settings are read anew: its life, and its plan until the answer that it is asked for
    /// now. Should its plugin fail to give one, the last good plan is what there is.
    fileprivate mutating func inherit(from before: HabitTrack) {
        if habit.manifest == before.habit.manifest, isSound {
            scheduled = before.scheduled
            isMuted = before.isMuted
            hold = before.hold
            failure = before.failure
            failures = before.failures
        }
        revision = before.revision
        assessment = before.assessment
        answeredAt = before.answeredAt
        open = habit.failure == nil ? before.open : nil
        last = before.last
        spokenAt = before.spokenAt
        told = before.told
        toldBefore = before.toldBefore
        decisions = before.decisions
        agenda = habit.failure == nil ? before.agenda : nil
    }
}
