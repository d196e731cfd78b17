import HabitKit

// Questions to the plugins, and their answers.
extension Planner {
    /// Marks what must be asked anew because of the time.
    mutating func refresh(at now: Instant) {
        enterActiveHours(at: now)
        for index in tracks.indices {
            if let again = tracks[index].askAgainAt, again <= now {
                tracks[index].askAgainAt = nil
                ask(index)
            }
            if let next = tracks[index].visibleNext, next <= now {
                tracks[index].visibleNext = nil
                askAfter(entryOf: index)
            }
            if tracks[index].isMuted, let plan = tracks[index].plan, plan.due <= now,
                let prompt = tracks[index].scheduled
            {
                passInSilence(prompt, of: index, at: now)
            }
        }
    }

    /// What waited for the active hours is asked anew as they begin: a plan made in the night may be pointless.
    private mutating func enterActiveHours(at now: Instant) {
        let range = day.activeRange(at: now)?.lowerBound
        guard range != activeSince else { return }
        activeSince = range
        if range != nil { askAll() }
    }

    /// Asks every habit whose plan is out of date.
    mutating func questions(at now: Instant) -> [PlannerAction] {
        var questions: [PlannerAction] = []
        var activity: Activity?
        var movements: [(index: Int, span: Range<Instant>)]?
        for index in tracks.indices where tracks[index].isStale {
            tracks[index].isStale = false
            tracks[index].revision += 1
            tracks[index].askedAt = tracks[index].askedAt ?? now
            tracks[index].visibleNext = tracks[index].nextVisible(after: now)
            var shown = Activity(state: presence.state)
            if tracks[index].habit.manifest.needs.presence {
                shown = activity ?? presence.activity(in: day, at: now)
                activity = shown
                movements = movements ?? movement(at: now)
                let spans = (movements ?? []).filter { $0.index != index }.map(\.span)
                shown.movement = spans.count > 1 ? merged(spans) : spans
            }
            let moment = moment(of: tracks[index], activity: shown, at: now)
            questions.append(.assess(habit: tracks[index].id, revision: tracks[index].revision, moment: moment))
        }
        return questions
    }

    private func moment(of track: HabitTrack, activity: Activity, at now: Instant) -> Moment {
        Moment(
            now: now, zone: zone, day: day, entries: track.visibleEntries(at: now), activity: activity,
            mode: mode(of: track.id), lastPrompt: track.last, checkIns: checkIns(for: track.habit.manifest, at: now))
    }

    /// Time on one's feet that was recorded today, and with which habit.
    private func movement(at now: Instant) -> [(index: Int, span: Range<Instant>)] {
        var spans: [(index: Int, span: Range<Instant>)] = []
        for index in tracks.indices where tracks[index].habit.manifest.isMovement {
            for entry in tracks[index].entries.reversed() where entry.at <= now {
                guard entry.at >= day.bounds.lowerBound else { break }
                if let span = Movement.span(of: entry, within: day.bounds) { spans.append((index, span)) }
            }
        }
        return spans
    }

    mutating func accept(_ assessment: Assessment, of habit: String, revision: Int, at now: Instant) {
        guard let index = index(of: habit), tracks[index].isAwaiting(revision) else { return }
        if tracks[index].isFreshening, isDue(tracks[index].plan?.due, at: now), !isDue(assessment.prompt?.due, at: now)
        {
            tracks[index].askedAt = nil
            tracks[index].answeredAt = now
            return
        }
        let shows = tracks[index].failure != nil || assessment.shows(otherThan: tracks[index].assessment)
        tracks[index].askedAt = nil
        tracks[index].answeredAt = now
        tracks[index].failure = nil
        tracks[index].failures = 0
        tracks[index].assessment = assessment
        // An answer that is out of date as it comes is asked again, but not at once and for ever.
        tracks[index].askAgainAt = assessment.validUntil.map {
            $0 > now ? max($0, now + .seconds(1)) : now + .minutes(1)
        }
        schedule(assessment.prompt, of: index, at: now)
        let isDone = assessment.state == .satisfied && assessment.prompt == nil
        if assessment.state == .resting || isDone { quiet(index, assessment.reason, at: now) }
        if tracks[index].scheduled != nil { tracks[index].decisions.notePlan(assessment.reason, at: now) }
        if shows { tell(.status, assessment.reason, habit: habit, at: now) }
    }

    /// A habit that rests since the user said so is not asked for again, whatever was asked before.
    private mutating func quiet(_ index: Int, _ reason: String, at now: Instant) {
        guard let open = tracks[index].open, !open.prompt.isFirm, mode(of: tracks[index].id) == .rest else { return }
        close(index, .skipped, reason, at: now)
    }

    private func isDue(_ due: Instant?, at now: Instant) -> Bool {
        due.map { $0 <= now } ?? false
    }

    /// The last good plan stays. The plugin is asked again after a minute, then ever more rarely, up to an hour.
    mutating func acceptFailure(_ reason: String, of habit: String, revision: Int, at now: Instant) {
        guard let index = index(of: habit), tracks[index].isAwaiting(revision) else { return }
        tracks[index].askedAt = nil
        tracks[index].answeredAt = now
        tracks[index].askAgainAt = now + .minutes(min(60, 1 << min(tracks[index].failures, 6)))
        tracks[index].failures += 1
        guard tracks[index].failure != reason else { return }
        tracks[index].failure = reason
        note("failed", reason, on: index, at: now)
        tell(.status, reason, habit: habit, at: now)
    }

    /// Takes over the prompt of an answer. One that was told is not told again; where its time is still to come (it was
    /// told early, or the clock was set back), that time passes in silence.
    private mutating func schedule(_ prompt: Prompt?, of index: Int, at now: Instant) {
        guard var prompt = onAgenda(prompt, of: index), prompt.due > now || !isTold(prompt, of: tracks[index]) else {
            tracks[index].scheduled = nil
            tracks[index].isMuted = false
            tracks[index].hold = nil
            return
        }
        if prompt.due < day.bounds.lowerBound { prompt.due = now }
        if prompt.due > now { tracks[index].hold = nil }
        tracks[index].isMuted =
            isTold(prompt, of: tracks[index]) || tracks[index].toldBefore.contains(prompt.due.seconds)
        tracks[index].scheduled = prompt
    }

    /// What stays on the agenda, unless the plugin asks something firm of its own within a day of it, or anything before.
    private func onAgenda(_ prompt: Prompt?, of index: Int) -> Prompt? {
        guard let kept = tracks[index].agenda else { return prompt }
        guard let prompt else { return kept }
        if prompt.due < kept.due { return prompt }
        return prompt.isFirm && prompt.due <= kept.due + .hours(24) ? prompt : kept
    }

    /// It is open now, or was told and not done. Done and due again means that the entry was taken back.
    private func isTold(_ prompt: Prompt, of track: HabitTrack) -> Bool {
        guard let last = track.last, last.due.seconds == prompt.due.seconds else { return false }
        return last.outcome != .done
    }

    /// A prompt told before its time, or before the clock was set back over it, counts as told when that time comes.
    private mutating func passInSilence(_ prompt: Prompt, of index: Int, at now: Instant) {
        let reason = whyMuted(index)
        tracks[index].dropPlan()
        tracks[index].last = PromptRecord(key: prompt.key, due: prompt.due, announcedAt: prompt.due, outcome: .lapsed)
        isMemoryChanged = true
        note("not told again", reason, on: index, at: now)
        ask(index)
    }

    /// Why a time that is still to come passes in silence.
    func whyMuted(_ index: Int) -> String {
        guard let due = tracks[index].plan?.due, !tracks[index].toldBefore.contains(due.seconds),
            let last = tracks[index].last
        else { return "told already, before the clock was set back" }
        return "told already, at \(clock(last.announcedAt))"
    }
}

extension HabitTrack {
    /// Whether an answer to question `revision` is still wanted.
    fileprivate func isAwaiting(_ revision: Int) -> Bool {
        askedAt != nil && revision == self.revision
    }
}

extension Assessment {
    /// Whether the day's view looks different from what `before` made of it.
    fileprivate func shows(otherThan before: Assessment?) -> Bool {
        guard let before else { return true }
        return state != before.state || progress != before.progress || prompt?.due != before.prompt?.due
            || prompt?.message != before.prompt?.message
    }
}
