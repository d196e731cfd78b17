public import HabitKit

/// What a planner must remember over a restart. Entries are not in it: the history holds them.
///
/// It is encoded as JSON by whoever keeps it. A planner made from it goes on as if it had not stopped, but for the
/// time in between.
public struct PlannerMemory: Sendable, Equatable, Codable {
    /// The latest instant the planner knew when this was taken.
    public var savedAt: Instant
    var pausedUntil: Instant?
    var words: DayWords
    var presence: PresenceLedger
    var pacing: Pacing
    var habits: [String: HabitMemory]

    /// What is remembered of one habit.
    struct HabitMemory: Sendable, Equatable, Codable {
        var open: OpenPrompt?
        var last: PromptRecord?
        var spokenAt: Instant?
        var told: [Int64]
        var toldBefore: [Int64]
        var decisions: DecisionLog
        var agenda: Prompt?
    }
}

extension Planner {
    /// What must survive a restart, as of the latest event.
    public var memory: PlannerMemory { memory(at: lastSeen) }

    /// What must survive a restart, taken at `now`: time up to then counts as lived through.
    public func memory(at now: Instant) -> PlannerMemory {
        var habits = absent
        for track in tracks { habits[track.id] = track.memory }
        return PlannerMemory(
            savedAt: max(now, lastSeen), pausedUntil: pausedUntil, words: words, presence: presence, pacing: pacing,
            habits: habits)
    }

    /// Takes up what an earlier run left. A wall clock that was set back meanwhile counts as a step now.
    mutating func recall(_ memory: PlannerMemory, at now: Instant) {
        pausedUntil = memory.pausedUntil
        words = memory.words
        presence = memory.presence
        pacing = memory.pacing
        absent = memory.habits.filter { $0.value.isWorthKeeping(at: now) }
        for index in tracks.indices {
            guard let habit = memory.habits[tracks[index].id] else { continue }
            tracks[index].takeUp(habit)
            absent[tracks[index].id] = nil
        }
        lastSeen = min(memory.savedAt, now)
        if memory.savedAt > now { step(by: now - memory.savedAt, to: now) }
        resumePresence(stopped: lastSeen, at: now)
        lastSeen = now
        for index in tracks.indices { closeAnswered(index, at: now) }
    }

    /// An entry is on the disk before it is acknowledged, the memory a moment later: after a crash in between, the entry says that
    /// the prompt was answered.
    mutating func closeAnswered(_ index: Int, at now: Instant) {
        guard let open = tracks[index].open else { return }
        // What was booked before does not answer; its time only has come.
        let entry = tracks[index].entries.last { $0.at <= now && $0.kind != .booked }
        guard let entry, entry.at >= open.announcedAt else { return }
        close(index, entry.counts ? .done : .skipped, "your entry answers the prompt", at: now)
    }

    /// A habit that was not here, or not for a while, goes on as if it had been.
    mutating func welcome(_ index: Int, at now: Instant) {
        guard let memory = absent.removeValue(forKey: tracks[index].id) else { return }
        tracks[index].takeUp(memory)
        closeAnswered(index, at: now)
        closeOutdated(index, at: now)
    }

    /// What a day before this one asked is over.
    mutating func closeOutdated(_ index: Int, at now: Instant) {
        tracks[index].told.removeAll { $0 < day.bounds.lowerBound.seconds }
        guard let open = tracks[index].open, !open.prompt.isFirm, open.lastAnnouncedAt < day.bounds.lowerBound else {
            return
        }
        close(index, .lapsed, "the day is over", at: now)
    }

    /// Keeps what is known of habits that are not here any more, for a while.
    mutating func dismiss(_ gone: [HabitTrack], at now: Instant) {
        for track in gone { absent[track.id] = track.memory }
        absent = absent.filter { $0.value.isWorthKeeping(at: now) }
    }

    /// After more than a moment nobody knows whether the user is still away, and a reminder that waits for ever is
    /// worse than one that is not heard.
    private mutating func resumePresence(stopped: Instant, at now: Instant) {
        guard stopped < now else { return }
        let isShort = now - stopped <= .minutes(1)
        presence.resume(state: isShort ? presence.state : .unknown, stopped: stopped, started: now)
    }
}

extension HabitTrack {
    /// What of it survives a restart.
    var memory: PlannerMemory.HabitMemory {
        PlannerMemory.HabitMemory(
            open: open, last: last, spokenAt: spokenAt, told: told, toldBefore: toldBefore, decisions: decisions,
            agenda: agenda)
    }

    mutating func takeUp(_ memory: PlannerMemory.HabitMemory) {
        open = memory.open
        last = memory.last
        spokenAt = memory.spokenAt
        told = memory.told
        toldBefore = memory.toldBefore
        decisions = memory.decisions
        agenda = memory.agenda
    }
}

extension PlannerMemory.HabitMemory {
    /// A habit that nobody has heard of for so long is gone for good.
    private static let kept = Duration.hours(24 * 30)

    fileprivate func isWorthKeeping(at now: Instant) -> Bool {
        let times = [last?.announcedAt, spokenAt, decisions.newestFirst.first?.at]
        return times.contains { $0.map { $0 > now - Self.kept } ?? false }
    }

    /// The wall clock was set: distances to now stay, and what was told stays told.
    mutating func shift(by step: Duration, dayEnd end: Instant) {
        open?.shift(by: step)
        last?.shift(by: step, dayEnd: end)
        spokenAt = spokenAt.map { $0 + step }
        // Readings of the clock that come in a little out of order are no clock that was set.
        if step <= .seconds(-1) || step >= .seconds(1) { toldBefore = (toldBefore + told).suffix(100) }
    }
}
