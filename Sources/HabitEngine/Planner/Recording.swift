import HabitKit

// Done first: what was done is not asked for.
extension Planner {
    mutating func record(_ entry: Entry, at now: Instant) {
        noteCheckIn(entry, at: now)
        guard let index = index(of: entry.habit), tracks[index].insert(entry) else { return }
        if entry.counts { tracks[index].agenda = nil }
        if entry.kind == .booked {
            takeNote(ofBooking: entry, of: index, at: now)
        } else if answers(entry, tracks[index].open) {
            answer(entry, of: index, at: now)
        } else {
            note(
                entry.counts ? "done" : "skipped",
                entry.at < day.bounds.lowerBound ? "recorded for an earlier day" : "recorded unasked", on: index,
                at: now)
            tell(entry.counts ? .done : .skipped, "recorded", habit: entry.habit, at: now)
        }
        answerByMovement(entry, of: index, at: now)
        askAfter(entryOf: index)
    }

    private mutating func answer(_ entry: Entry, of index: Int, at now: Instant) {
        guard !entry.counts, let prompt = tracks[index].open?.prompt, prompt.isFirm else {
            return close(index, entry.counts ? .done : .skipped, "your entry answers the prompt", at: now)
        }
        keepOnAgenda(prompt, of: index)
        close(index, .skipped, "your entry answers the prompt; it stays on the agenda", at: now)
    }

    /// A firm prompt that was skipped is asked once more the next day, at the time it was due at.
    private mutating func keepOnAgenda(_ prompt: Prompt, of index: Int) {
        var again = prompt
        let (time, tomorrow) = (zone.local(prompt.due).time, day.date.adding(days: 1))
        let date = time < policy.dayStarts ? tomorrow.adding(days: 1) : tomorrow
        again.due = zone.instant(LocalDateTime(date, time))
        tracks[index].agenda = again
    }

    /// An appointment was made, which answers whatever was asked about it.
    private mutating func takeNote(ofBooking entry: Entry, of index: Int, at now: Instant) {
        // One of the past is kept for the record.
        guard entry.at > now else { return }
        tracks[index].agenda = nil
        let reason = "booked for \(clock(entry.at))"
        guard tracks[index].open != nil else {
            note("booked", reason, on: index, at: now)
            return tell(.status, reason, habit: entry.habit, at: now)
        }
        close(index, .done, reason, news: .status, at: now)
    }

    /// A walk as long as another habit's own break answers its prompt, as an absence would.
    private mutating func answerByMovement(_ entry: Entry, of index: Int, at now: Instant) {
        guard tracks[index].habit.manifest.isMovement, let span = Movement.span(of: entry, within: day.bounds) else {
            return
        }
        let moved = span.upperBound - span.lowerBound
        for other in tracks.indices where other != index {
            guard let open = tracks[other].open, !open.prompt.isFirm, let enough = open.prompt.naturalBreak,
                moved >= enough, (open.announcedAt...now).contains(entry.at)
            else { continue }
            close(other, .lapsed, "you moved for \(DurationText.print(moved)), a break in itself", at: now)
        }
    }

    mutating func supersede(_ id: String, by entry: Entry?, at now: Instant) {
        replaceCheckIn(id, by: entry, at: now)
        for index in tracks.indices {
            guard let old = tracks[index].remove(id) else { continue }
            let reason = entry == nil ? "an entry was taken back" : "an entry was corrected"
            note(entry == nil ? "taken back" : "corrected", reason, on: index, at: now)
            tell(.status, reason, habit: old.habit, at: now)
            if old.kind == .booked, entry == nil, tracks[index].open != nil {
                close(index, .skipped, "the appointment was taken back", news: .status, at: now)
            }
            askAfter(entryOf: index)
            break
        }
        guard let entry, let index = index(of: entry.habit), tracks[index].insert(entry) else { return }
        if entry.kind == .booked { takeNote(ofBooking: entry, of: index, at: now) }
        askAfter(entryOf: index)
    }

    /// Takes what the history holds now in place of what was known.
    mutating func reload(_ entries: [String: [Entry]], at now: Instant) {
        // Why a day was gentle quotes the pain that was told.
        for index in tracks.indices { tracks[index].decisions.forget("mode") }
        for habit in absent.keys { absent[habit]?.decisions.forget("mode") }
        isMemoryChanged = true
        reloadCheckIns(entries[CheckIn.habit] ?? [], at: now)
        for index in tracks.indices {
            tracks[index].replaceEntries(entries[tracks[index].id] ?? [])
            closeAnswered(index, at: now)
        }
        tell(.status, "entries were brought in or forgotten", at: now)
        askAll()
    }

    /// An entry for another day does not answer what is asked now.
    private func answers(_ entry: Entry, _ open: OpenPrompt?) -> Bool {
        guard let open else { return false }
        return entry.at >= min(day.bounds.lowerBound, open.announcedAt)
    }

    /// A walk changes the plans of those who count the time one sits.
    mutating func askAfter(entryOf index: Int) {
        ask(index)
        guard tracks[index].habit.manifest.isMovement else { return }
        for other in tracks.indices where tracks[other].habit.manifest.needs.presence { ask(other) }
    }

    /// Ends the open prompt of a habit and says what became of it.
    mutating func close(
        _ index: Int, _ outcome: PromptRecord.Outcome, _ reason: String, news: PlannerNews.Kind? = nil, at now: Instant
    ) {
        tracks[index].open = nil
        tracks[index].last?.outcome = outcome
        isMemoryChanged = true
        note(outcome == .lapsed ? "passed by" : outcome.rawValue, reason, on: index, at: now)
        if let kind = news ?? PlannerNews.Kind(rawValue: outcome.rawValue) {
            tell(kind, reason, habit: tracks[index].id, at: now)
        }
        ask(index)
    }
}
