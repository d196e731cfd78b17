public import HabitKit

/// What happens to the planner. Each comes with the instant at which it happened.
public enum PlannerEvent: Sendable, Equatable {
    /// The daemon has started, or its plan must be made anew for another reason.
    case started
    /// The armed deadline was reached.
    case deadline
    /// Someone looks at the day: what plugins said more than a minute ago is asked anew, so that its numbers are right.
    case looked
    /// An entry was committed. Its time may lie in the past.
    case recorded(Entry)
    /// An entry no longer holds: taken back, or replaced by a corrected one.
    case superseded(id: String, by: Entry?)
    /// Many entries came or went at once: by habit, all that there are now as far back as its plugin looks.
    case reloaded(entries: [String: [Entry]])
    /// Nothing is announced until then.
    case paused(until: Instant)
    case resumed
    /// The user's word for today; of one habit when given. Nil takes the word back.
    case mode(DayMode?, habit: String?)
    case presence(PresenceState)
    /// The wall clock was set, or the machine woke up.
    case clockChanged(ClockChange)
    case zoneChanged(Zone)
    /// The answer to ``PlannerAction/assess(habit:revision:moment:)``; one with an older revision is dropped.
    case assessed(habit: String, revision: Int, Assessment)
    /// The plugin failed: its last good plan is kept, the reason is shown.
    case assessmentFailed(habit: String, revision: Int, reason: String)
    /// Several at once, at the same instant: what follows from all of them follows once.
    case together([PlannerEvent])
    /// The configuration was read anew, or there are other plugins. Entries of habits that are new or look further back come with it.
    case reconfigured(Policy, [PlannedHabit], entries: [String: [Entry]])
}

/// How the three clocks moved since the last reading.
public struct ClockChange: Sendable, Equatable {
    /// Time the machine was suspended: what BOOTTIME gained on MONOTONIC.
    public var asleep: Duration
    /// How far the wall clock was set: forward is positive. Suspends are not in it.
    public var stepped: Duration

    public init(asleep: Duration, stepped: Duration) {
        self.asleep = asleep
        self.stepped = stepped
    }
}
