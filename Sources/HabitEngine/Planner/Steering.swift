public import HabitKit

/// Why a prompt is not put off.
public enum SnoozeRefusal: Error, Sendable, Equatable {
    /// No prompt waits for an answer.
    case nothingOpen(habit: String?)
    /// It was put off as often as the policy allows.
    case limit(habit: String, limit: Int)
}

// What the user says: pause, back, away, a mode, a snooze.
extension Planner {
    /// Puts off the open prompt of `habit`, or every open one with nil.
    ///
    /// - Parameter duration: how long; the policy's ``Policy/snooze`` when nil.
    /// - Returns: when they come back, whose they are, and what is to be done.
    public mutating func snooze(
        _ habit: String?, for duration: Duration?, at now: Instant
    ) throws(SnoozeRefusal) -> (until: Instant, habits: [String], actions: [PlannerAction]) {
        let open = tracks.indices.filter { tracks[$0].open != nil && (habit == nil || tracks[$0].id == habit) }
        let allowed = open.filter { (tracks[$0].open?.snoozes ?? 0) < policy.snoozeLimit }
        if allowed.isEmpty {
            guard let first = open.first else { throw .nothingOpen(habit: habit) }
            throw .limit(habit: tracks[first].id, limit: policy.snoozeLimit)
        }
        passTime(to: now, .deadline)
        let until = now + max(duration ?? policy.snooze, .seconds(1))
        for index in allowed { snooze(index, until: until, at: now) }
        settle(at: now)
        return (until, allowed.map { tracks[$0].id }, flush(at: now))
    }

    private mutating func snooze(_ index: Int, until: Instant, at now: Instant) {
        tracks[index].open?.snoozes += 1
        tracks[index].open?.snoozedUntil = until
        tracks[index].hold = nil
        tracks[index].last?.outcome = .snoozed
        isMemoryChanged = true
        let reason = "until \(clock(until))"
        note("snoozed", reason, on: index, at: now)
        tell(.snoozed, reason, habit: tracks[index].id, at: now)
        ask(index)
    }

    mutating func pause(until: Instant, at now: Instant) {
        guard until > now else { return resume("resumed", at: now) }
        guard until != pausedUntil else { return }
        pausedUntil = until
        isMemoryChanged = true
        for index in tracks.indices { note("paused", "until \(clock(until))", on: index, at: now) }
        tell(.paused, "paused until \(clock(until))", at: now)
    }

    /// What fell due during a pause is planned anew and told as one.
    mutating func resume(_ reason: String, at now: Instant) {
        guard pausedUntil != nil else { return }
        pausedUntil = nil
        isMemoryChanged = true
        let cause = reason == "resumed" ? "at your word" : reason
        for index in tracks.indices { note("resumed", cause, on: index, at: now) }
        tell(.resumed, reason, at: now)
        askAll()
    }

    mutating func setPresence(_ state: PresenceState, at now: Instant) {
        guard state != presence.state else { return }
        let before = presence.state
        let spent = now - presence.began
        presence.change(to: state, at: now)
        isMemoryChanged = true
        notePresence(state, after: before, spent: spent, at: now)
        if state.counts, !before.counts {
            tell(.presence, "back after \(DurationText.print(spent))", at: now)
            credit(spent, at: now)
            askAll()
        } else {
            tell(.presence, state.counts ? "present" : state.rawValue, at: now)
            for index in tracks.indices where tracks[index].habit.manifest.needs.presence { ask(index) }
        }
    }

    /// An absence is told of the habits that count time present, and of those whose prompt waits.
    private mutating func notePresence(
        _ state: PresenceState, after before: PresenceState, spent: Duration, at now: Instant
    ) {
        guard state.counts != before.counts else { return }
        for index in tracks.indices where tracks[index].habit.manifest.needs.presence || tracks[index].open != nil {
            if state.counts {
                tracks[index].decisions.noteReturn(after: DurationText.print(spent), at: now)
            } else {
                note(DecisionLog.away, "nothing is told until you are back", on: index, at: now)
            }
        }
    }

    mutating func setMode(_ mode: DayMode?, of habit: String?, at now: Instant) {
        if let habit, index(of: habit) == nil { return }
        words.set(mode, habit: habit, on: day.date)
        isMemoryChanged = true
        let effective = self.mode(of: habit)
        tell(.mode, "\(effective.rawValue) for today", habit: habit, at: now)
        for index in tracks.indices where habit == nil || tracks[index].id == habit {
            note("mode", "\(self.mode(of: tracks[index].id).rawValue) for today", on: index, at: now)
            ask(index)
        }
    }
}
