/// Everything a plugin may look at: a value that says what is so now, for one habit.
public struct Moment: Sendable, Equatable {
    /// The time, given from outside.
    public var now: Instant
    /// The user's zone as it stands.
    public var zone: Zone
    /// The habit's day that `now` lies in.
    public var day: Day
    /// The habit's own entries, oldest first, as far back as ``Needs/historyDays`` asks; none lies after `now` but what
    /// is booked.
    public var entries: [Entry]
    /// Presence over today, and breaks; empty when the manifest does not need it.
    public var activity: Activity
    /// Normal, gentle or rest, for this habit.
    public var mode: DayMode
    /// The habit's latest prompt that was announced, whatever became of it.
    public var lastPrompt: PromptRecord?
    /// What was told of pain, sleep, mood and energy, oldest first, as far back as ``Needs/checkInDays`` asks; none lies
    /// after `now`. Empty unless the manifest asks.
    public var checkIns: [CheckIn]

    public init(
        now: Instant, zone: Zone = .utc, day: Day, entries: [Entry] = [], activity: Activity = Activity(),
        mode: DayMode = .normal, lastPrompt: PromptRecord? = nil, checkIns: [CheckIn] = []
    ) {
        self.now = now
        self.zone = zone
        self.day = day
        self.entries = entries
        self.activity = activity
        self.mode = mode
        self.lastPrompt = lastPrompt
        self.checkIns = checkIns
    }

    /// Today's entries, oldest first. A part of ``entries``, not a copy: some days hold many.
    public var today: ArraySlice<Entry> {
        entries[firstEntry(from: day.bounds.lowerBound)..<firstEntry(from: day.bounds.upperBound)]
    }

    /// The index of the first entry at or after `instant`; ``entries`` are in order.
    private func firstEntry(from instant: Instant) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at < instant { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// One day as the user lives it: from the settable hour it starts at to the same hour tomorrow.
public struct Day: Sendable, Equatable {
    /// The date it is called by: a day that starts at 04:00 keeps its date until 03:59 of the next.
    public var date: LocalDate
    /// From its first instant up to the next day's.
    public var bounds: Range<Instant>
    /// When prompts may be announced today, ascending and apart; empty for a day of silence.
    public var active: [Range<Instant>]
    /// The hour the day starts at.
    public var starts: LocalTime

    public init(date: LocalDate, bounds: Range<Instant>, active: [Range<Instant>], starts: LocalTime) {
        self.date = date
        self.bounds = bounds
        self.active = active
        self.starts = starts
    }

    /// The day of `date` in `zone`, with the active hours given as instants.
    public init(date: LocalDate, starts: LocalTime, zone: Zone, active: [Range<Instant>]) {
        let first = zone.instant(LocalDateTime(date, starts))
        let last = zone.instant(LocalDateTime(date.adding(days: 1), starts))
        self.init(date: date, bounds: first..<max(first, last), active: active, starts: starts)
    }

    /// The date of the day that `instant` lies in.
    public static func date(of instant: Instant, starts: LocalTime, zone: Zone) -> LocalDate {
        let local = zone.local(instant)
        return local.time < starts ? local.date.adding(days: -1) : local.date
    }

    /// The same by the clock it was made under, `offset` seconds east of UTC: no zone is needed for it, and none can move it.
    public static func date(of instant: Instant, offset: Int, starts: LocalTime) -> LocalDate {
        // Up to the hour the day starts at, it is still the day before.
        LocalDateTime(wallSeconds: instant.seconds + Int64(offset) - Int64(starts.secondOfDay)).date
    }
}

/// Normal, gentle or rest. Plugins choose what gentle and rest mean for them.
public enum DayMode: String, Sendable, Codable, CaseIterable {
    case normal, gentle, rest
}

/// Where the user is, as far as anyone told.
public enum PresenceState: String, Sendable, Codable, CaseIterable {
    /// Nobody has told: taken as present.
    case unknown
    case present
    case away
    /// The machine was suspended.
    case asleep

    /// Whether time in this state counts as active time.
    public var counts: Bool { self == .present || self == .unknown }
}

/// Presence over the day, for cadences that count active time.
public struct Activity: Sendable, Equatable {
    /// The state now.
    public var state: PresenceState
    /// Ascending and apart, today's spans in which the user was there, the last one open at `now`.
    /// Time in which the daemon did not run is not in them.
    public var present: [Range<Instant>]
    /// Movement that other habits recorded (a walk): each counts as a break of its length.
    public var movement: [Range<Instant>]
    /// Today's suspends, for habits that start over after one of any length.
    public var suspends: [Range<Instant>]

    public init(
        state: PresenceState = .unknown, present: [Range<Instant>] = [], movement: [Range<Instant>] = [],
        suspends: [Range<Instant>] = []
    ) {
        self.state = state
        self.present = present
        self.movement = movement
        self.suspends = suspends
    }
}

/// What became of a prompt that was announced.
public struct PromptRecord: Sendable, Equatable, Codable {
    /// The prompt's own key, where it rotates.
    public var key: String?
    /// When it fell due.
    public var due: Instant
    /// The latest announcement: the first, a repeat, or its return from a snooze.
    public var announcedAt: Instant
    /// How it stands with it now.
    public var outcome: Outcome

    /// Announced and still open, answered in one of three ways, or lapsed unanswered.
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        case announced, done, snoozed, skipped, lapsed
    }

    public init(key: String? = nil, due: Instant, announcedAt: Instant, outcome: Outcome) {
        self.key = key
        self.due = due
        self.announcedAt = announcedAt
        self.outcome = outcome
    }
}
