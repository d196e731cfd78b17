public import HabitKit

/// What the planner wants done. The driver performs actions in order and decides nothing.
public enum PlannerAction: Sendable, Equatable {
    /// Ask the habit's plugin, and answer with ``PlannerEvent/assessed(habit:revision:_:)``.
    case assess(habit: String, revision: Int, moment: Moment)
    /// Say it now: prompts that are told together.
    case announce(Announcement)
    /// Wake at this time; nil sleeps until something happens.
    case arm(Instant?)
    /// Something happened that those who watch should hear. Announcements are not repeated here.
    case tell(PlannerNews)
    /// The planner's memory changed: keep ``Planner/memory`` over a restart.
    case remember
}

/// Prompts that are told in one breath.
public struct Announcement: Sendable, Equatable {
    public var at: Instant
    public var prompts: [AnnouncedPrompt]

    public init(at: Instant, prompts: [AnnouncedPrompt]) {
        self.at = at
        self.prompts = prompts
    }
}

/// One prompt as it is announced.
public struct AnnouncedPrompt: Sendable, Equatable {
    /// The habit and the second it fell due: `water-1764085200`; the same for every repeat.
    public var id: String
    public var habit: String
    public var title: String
    public var message: String
    public var due: Instant
    public var reason: String
    /// 1 for the first announcement; repeats and returns from a snooze count up.
    public var count: Int
    public var isFirm: Bool
    public var isPrivate: Bool

    public init(
        id: String, habit: String, title: String, message: String, due: Instant, reason: String, count: Int,
        isFirm: Bool, isPrivate: Bool
    ) {
        self.id = id
        self.habit = habit
        self.title = title
        self.message = message
        self.due = due
        self.reason = reason
        self.count = count
        self.isFirm = isFirm
        self.isPrivate = isPrivate
    }
}

/// One event of the day's life, as watchers hear it.
public struct PlannerNews: Sendable, Equatable {
    public var kind: Kind
    public var at: Instant
    public var habit: String?
    /// One line, without a full stop.
    public var reason: String

    public enum Kind: String, Sendable {
        /// Something that shows in the day's view changed and has no kind of its own.
        case status
        case done, skipped, snoozed, lapsed, paused, resumed, mode, presence
    }

    public init(kind: Kind, at: Instant, habit: String? = nil, reason: String) {
        self.kind = kind
        self.at = at
        self.habit = habit
        self.reason = reason
    }
}
