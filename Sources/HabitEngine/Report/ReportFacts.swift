public import HabitKit

/// Everything a report is made from.
public struct ReportFacts: Sendable {
    public var name: String?
    /// Today: what was done so far does not count as missed.
    public var made: LocalDate
    public var now: Instant
    /// The days the report is about, both included.
    public var from: LocalDate
    public var through: LocalDate
    /// Days with a check-in, oldest first.
    public var body: [BodyDay]
    public var habits: [PastHabit]
    public var victories: [DatedWords]
    public var tells: [DatedWords]
    public var notes: [DatedWords]?
    public var associations: [Association] = []

    public init(
        name: String? = nil, made: LocalDate, now: Instant, from: LocalDate, through: LocalDate, body: [BodyDay] = [],
        habits: [PastHabit] = [], victories: [DatedWords] = [], tells: [DatedWords] = [], notes: [DatedWords]? = nil
    ) {
        self.name = name
        self.made = made
        self.now = now
        self.from = from
        self.through = through
        self.body = body
        self.habits = habits
        self.victories = victories
        self.tells = tells
        self.notes = notes
    }

    /// Days of the period.
    var length: Int { max(0, through.days(since: from) + 1) }
}

/// One habit's past within a report's period.
public struct PastHabit: Sendable, Equatable {
    public var id: String
    public var title: String
    /// What its amounts and targets are in.
    public var unit: Unit
    /// Its goal is a number of entries: a part of one is none.
    public var countsEntries: Bool
    /// Oldest first; a day on which nothing happened and habitd did not run is left out.
    public var days: [PastDay]
    /// It is done in sessions that are agreed on: what was given is told one by one.
    public var comesInSessions: Bool
    /// The sessions that were given, oldest first; only where ``comesInSessions``.
    public var sessions: [Session]
    /// Appointments that were agreed on, oldest first, the ones ahead included.
    public var bookings: [Appointment]

    public init(
        id: String, title: String, unit: Unit, countsEntries: Bool = false, days: [PastDay] = [],
        comesInSessions: Bool = false, sessions: [Session] = [], bookings: [Appointment] = []
    ) {
        self.id = id
        self.title = title
        self.unit = unit
        self.countsEntries = countsEntries
        self.days = days
        self.comesInSessions = comesInSessions
        self.sessions = sessions
        self.bookings = bookings
    }
}

/// A day of a habit: what was done, and what that day asked for by what was in force then.
public struct PastDay: Sendable, Equatable {
    public var date: LocalDate
    /// In the habit's unit, or entries where those are counted.
    public var done: Double
    public var count: Int
    public var gentle: Bool
    public var rested: Bool
    public var skipped: Bool
    /// What was asked for over `everyDays`; nil where nothing was.
    public var target: Double?
    /// Days the target is meant for: 1, 7, 14 …; nil where habitd did not run that day.
    public var everyDays: Int?

    public init(
        date: LocalDate, done: Double = 0, count: Int = 0, gentle: Bool = false, rested: Bool = false,
        skipped: Bool = false, target: Double? = nil, everyDays: Int? = nil
    ) {
        self.date = date
        self.done = done
        self.count = count
        self.gentle = gentle
        self.rested = rested
        self.skipped = skipped
        self.target = target
        self.everyDays = everyDays
    }

    /// Rested or let go on purpose, with nothing done.
    var isNeutral: Bool { (rested || skipped) && done <= 0 }
}
