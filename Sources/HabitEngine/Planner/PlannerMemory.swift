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
    }
}

extension Planner {
    /// What must survive a restart, as of the latest event.
    public var memory: PlannerMemory { memory(at: lastSeen) }

    /// What must survive a restart, taken at `now`: time up to then counts as lived through.
    public func memory(at now: Instant) -> PlannerMemory {
        var habits: [String: PlannerMemory.HabitMemory] = [:]
        for track in tracks {
            habits[track.id] = PlannerMemory.HabitMemory(
                open: track.open, last: track.last, spokenAt: track.spokenAt, told: track.told,
                toldBefore: track.toldBefore, decisions: track.decisions)
        }
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
        for index in tracks.indices {
            guard let habit = memory.habits[tracks[index].id] else { continue }
            tracks[index].open = habit.open
            tracks[index].last = habit.last
            tracks[index].spokenAt = habit.spokenAt
            tracks[index].told = habit.told
            tracks[index].toldBefore = habit.toldBefore
            tracks[index].decisions = habit.decisions
        }
        lastSeen = min(memory.savedAt, now)
        if memory.savedAt > now { step(by: now - memory.savedAt, to: now) }
        resumePresence(stopped: lastSeen, at: now)
        lastSeen = now
        closeAnswered(at: now)
    }

    /// An entry is on the disk before it is acknowledged, the memory a moment later: after a crash in between, the entry says that
    /// the prompt was answered.
    private mutating func closeAnswered(at now: Instant) {
        for index in tracks.indices {
            guard let open = tracks[index].open else { continue }
            guard let entry = tracks[index].entries.last(where: { $0.at <= now }), entry.at >= open.announcedAt else {
                continue
            }
            close(index, entry.counts ? .done : .skipped, "your entry answers the prompt", at: now)
        }
    }

    /// After more than a moment nobody knows whether the user is still away, and a reminder that waits for ever is
    /// worse than one that is not heard.
    private mutating func resumePresence(stopped: Instant, at now: Instant) {
        guard stopped < now else { return }
        let isShort = now - stopped <= .minutes(1)
        presence.resume(state: isShort ? presence.state : .unknown, stopped: stopped, started: now)
    }
}
