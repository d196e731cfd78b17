public import HabitKit

/// The day as the planner sees it at one instant: what the status shows.
public struct DayView: Sendable, Equatable {
    public var now: Instant
    public var day: Day
    public var mode: DayMode
    public var presence: PresenceState
    public var pausedUntil: Instant?
    /// In configuration order.
    public var habits: [HabitView]

    public init(
        now: Instant, day: Day, mode: DayMode, presence: PresenceState, pausedUntil: Instant?, habits: [HabitView]
    ) {
        self.now = now
        self.day = day
        self.mode = mode
        self.presence = presence
        self.pausedUntil = pausedUntil
        self.habits = habits
    }
}

/// One habit at one instant.
public struct HabitView: Sendable, Equatable {
    public var id: String
    public var title: String
    public var state: State
    public var progress: Progress?
    /// When it next speaks, with every rule of the planner applied; nil when nothing is planned.
    public var next: Instant?
    /// The plugin's reason, or the planner's own where it held the prompt back.
    public var reason: String
    /// The prompt that was announced and still waits for an answer.
    public var open: OpenPrompt?
    /// The prompt that is to come or is open, with its routine.
    public var prompt: Prompt?

    public enum State: String, Sendable {
        case upcoming, due, satisfied, resting, paused, failed
    }

    public init(
        id: String, title: String, state: State, progress: Progress?, next: Instant?, reason: String,
        open: OpenPrompt?, prompt: Prompt?
    ) {
        self.id = id
        self.title = title
        self.state = state
        self.progress = progress
        self.next = next
        self.reason = reason
        self.open = open
        self.prompt = prompt
    }
}

/// A prompt that was announced and still waits for an answer.
public struct OpenPrompt: Sendable, Equatable, Codable {
    /// The habit and the second it fell due: `water-1764085200`.
    public var id: String
    public var prompt: Prompt
    public var reason: String
    /// The first announcement.
    public var announcedAt: Instant
    /// The latest announcement.
    public var lastAnnouncedAt: Instant
    /// Announcements so far.
    public var count: Int
    /// Those of them that repeated an unanswered one; returns from a snooze are not in it.
    public var repeated: Int
    public var snoozes: Int
    /// Silent until then.
    public var snoozedUntil: Instant?

    public init(
        id: String, prompt: Prompt, reason: String, announcedAt: Instant, lastAnnouncedAt: Instant, count: Int = 1,
        repeated: Int = 0, snoozes: Int = 0, snoozedUntil: Instant? = nil
    ) {
        self.id = id
        self.prompt = prompt
        self.reason = reason
        self.announcedAt = announcedAt
        self.lastAnnouncedAt = lastAnnouncedAt
        self.count = count
        self.repeated = repeated
        self.snoozes = snoozes
        self.snoozedUntil = snoozedUntil
    }
}
