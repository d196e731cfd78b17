/// A plugin's answer for a moment.
public struct Assessment: Sendable, Equatable, Codable {
    /// Where the habit stands.
    public var state: State
    /// How far the day or the period has come; nil where there is nothing to measure.
    public var progress: Progress?
    /// The next prompt and its time; nil while there is nothing to ask.
    public var prompt: Prompt?
    /// One line, without a full stop, that tells the rule and the numbers behind this answer:
    /// `ahead of pace: 1250 of 2000 ml, next at 15:40`.
    public var reason: String
    /// Ask again at this time though nothing happens; the end of the day always asks again.
    public var validUntil: Instant?

    /// Where a habit stands at a moment.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Something is to come.
        case upcoming
        /// It is time now.
        case due
        /// Today's or this period's goal is met.
        case satisfied
        /// Nothing is asked on purpose: a rest day.
        case resting
    }

    public init(
        state: State, progress: Progress? = nil, prompt: Prompt? = nil, reason: String, validUntil: Instant? = nil
    ) {
        self.state = state
        self.progress = progress
        self.prompt = prompt
        self.reason = reason
        self.validUntil = validUntil
    }
}

/// Done so far, and what it is measured against.
public struct Progress: Sendable, Equatable, Codable {
    /// In `unit`; at least 0.
    public var done: Double
    /// Nil where there is no goal.
    public var target: Double?
    /// Of the manifest's dimension, or times where entries are counted.
    public var unit: Unit
    /// The days that the target is for, 1 … 400, where that is not the manifest's period: 14 in a phase of every other
    /// week.
    public var days: Int?

    public init(done: Double, target: Double?, unit: Unit, days: Int? = nil) {
        self.done = done
        self.target = target
        self.unit = unit
        self.days = days
    }
}

/// A reminder that a plugin would like announced.
public struct Prompt: Sendable, Equatable, Codable {
    /// When it falls due. In the past means now.
    public var due: Instant
    /// What to say: short, warm, exact.
    public var message: String
    /// How much earlier it may be announced to join another.
    public var slack: Duration
    /// How often it is announced again when unanswered.
    public var repeats: Int
    /// Told on time beside the hourly limit, and kept on the agenda until done or rebooked.
    public var isFirm: Bool
    /// Steps to be guided through by `habitctl start`.
    public var routine: Routine?
    /// Distinguishes rotating prompts (the area of a stretch, the cue of a posture check).
    public var key: String?
    /// An absence at least this long answers the prompt as well: whoever was away took the break. Nil where only an
    /// entry does.
    public var naturalBreak: Duration?

    public init(
        due: Instant, message: String, slack: Duration = .minutes(5), repeats: Int = 0, isFirm: Bool = false,
        routine: Routine? = nil, key: String? = nil, naturalBreak: Duration? = nil
    ) {
        self.due = due
        self.message = message
        self.slack = slack
        self.repeats = repeats
        self.isFirm = isFirm
        self.routine = routine
        self.key = key
        self.naturalBreak = naturalBreak
    }
}
