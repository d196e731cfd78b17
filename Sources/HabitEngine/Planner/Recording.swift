import HabitKit

// Done first: what was done is not asked for.
extension Planner {
    mutating func record(_ entry: Entry, at now: Instant) {
        guard let index = index(of: entry.habit), tracks[index].insert(entry) else { return }
        let what = entry.counts ? "done" : "skipped"
        if answers(entry, tracks[index].open) {
            close(index, entry.counts ? .done : .skipped, "your entry answers the prompt", at: now)
        } else {
            note(
                what, entry.at < day.bounds.lowerBound ? "recorded for an earlier day" : "recorded unasked", on: index,
                at: now)
            tell(entry.counts ? .done : .skipped, "recorded", habit: entry.habit, at: now)
        }
        answerByMovement(entry, of: index, at: now)
        askAfter(entryOf: index)
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
        for index in tracks.indices {
            guard let old = tracks[index].remove(id) else { continue }
            let reason = entry == nil ? "an entry was taken back" : "an entry was corrected"
            note(entry == nil ? "taken back" : "corrected", reason, on: index, at: now)
            tell(.status, reason, habit: old.habit, at: now)
            askAfter(entryOf: index)
            break
        }
        guard let entry, let index = index(of: entry.habit), tracks[index].insert(entry) else { return }
        askAfter(entryOf: index)
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
    mutating func close(_ index: Int, _ outcome: PromptRecord.Outcome, _ reason: String, at now: Instant) {
        tracks[index].open = nil
        tracks[index].last?.outcome = outcome
        isMemoryChanged = true
        note(outcome == .lapsed ? "passed by" : outcome.rawValue, reason, on: index, at: now)
        if let kind = PlannerNews.Kind(rawValue: outcome.rawValue) {
            tell(kind, reason, habit: tracks[index].id, at: now)
        }
        ask(index)
    }
}
