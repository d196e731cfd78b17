public import HabitKit

/// One session that was given.
public struct Session: Sendable, Equatable, Encodable {
    public var date: LocalDate
    /// Nil where the amount is no time.
    public var minutes: Double?
    /// 0 … 10.
    public var pressure: Int?
    /// As the user named them.
    public var areas: String?
    /// What was wished for the next one: lighter, same, firmer.
    public var next: String?

    public init(
        date: LocalDate, minutes: Double? = nil, pressure: Int? = nil, areas: String? = nil, next: String? = nil
    ) {
        self.date = date
        self.minutes = minutes
        self.pressure = pressure
        self.areas = areas
        self.next = next
    }
}

/// An agreed time.
public struct Appointment: Sendable, Equatable, Encodable {
    public var at: Instant
    public var date: LocalDate
    /// As the wall clock shows it there.
    public var time: LocalTime

    public init(at: Instant, date: LocalDate, time: LocalTime) {
        self.at = at
        self.date = date
        self.time = time
    }

    private enum CodingKeys: String, CodingKey { case at, date, time }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(at, forKey: .at)
        try container.encode(date, forKey: .date)
        try container.encode(time, forKey: .time)
    }
}

/// A habit that comes in sessions: what was planned, by the phases that were in force, and what was given.
public struct SessionCourse: Sendable, Equatable, Encodable {
    public var habit: String
    public var title: String
    public var phases: [Phase]
    /// Sessions that the known days of the period planned, to the nearest whole one; nil without a plan.
    public var planned: Int?
    /// Oldest first.
    public var sessions: [Session]
    /// Days on which a session was let go on purpose.
    public var skipped: Int
    /// Days from one session to the next, at most.
    public var longestGap: Int?
    /// The next one that is agreed on.
    public var next: Appointment?

    /// A time in which the plan asked for the same.
    public struct Phase: Sendable, Equatable, Encodable {
        public var from: LocalDate
        public var through: LocalDate
        /// Days from one session to the next.
        public var everyDays: Int
        public var planned: Int
        public var given: Int
    }

    init(_ past: PastHabit, _ facts: ReportFacts) {
        habit = past.id
        title = past.title
        sessions = past.sessions
        skipped = past.days.count { $0.skipped }
        next = past.bookings.first { $0.at > facts.now }
        longestGap = zip(past.sessions, past.sessions.dropFirst()).map { $1.date.days(since: $0.date) }.max()
        (phases, planned) = Self.phases(past, facts)
    }

    /// To the nearest one: sevenths sum up to a hair less than they are.
    private static func whole(_ sum: Double) -> Int { Int((sum + 1e-9).rounded()) }

    private static func phases(_ past: PastHabit, _ facts: ReportFacts) -> ([Phase], Int?) {
        var (phases, shares, total) = ([Phase](), [Double](), 0.0)
        for day in past.days {
            guard let every = day.everyDays, let target = day.target, every > 0, target > 0 else { continue }
            // Told as one session every so many days, whatever the plan is written in.
            let interval = max(1, Int((Double(every) / target).rounded()))
            if phases.last?.everyDays != interval {
                phases.append(Phase(from: day.date, through: day.date, everyDays: interval, planned: 0, given: 0))
                shares.append(0)
            }
            shares[shares.count - 1] += target / Double(every)
            total += target / Double(every)
        }
        guard !phases.isEmpty else { return ([], nil) }
        for index in phases.indices {
            let isLast = index == phases.count - 1
            phases[index].through = isLast ? facts.through : phases[index + 1].from.adding(days: -1)
            phases[index].planned = whole(shares[index])
            phases[index].given = past.sessions.count {
                $0.date >= phases[index].from && $0.date <= phases[index].through
            }
        }
        return (phases, whole(total))
    }
}
