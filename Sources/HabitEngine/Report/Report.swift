public import HabitKit

/// What one takes to a doctor or therapist: how it was at first and how it is now, what was done for it, and what is to
/// be talked about. Values only; how it looks is decided elsewhere.
///
/// Nothing is said where there is too little to say it from: the least counts stand in ``ReportRules``.
public struct Report: Sendable, Equatable, Encodable {
    /// Whose report it is, where that was told.
    public var name: String?
    /// The day it was made on.
    public var made: LocalDate
    /// The days it is about, both included.
    public var from: LocalDate
    public var through: LocalDate
    public var comparison: ReportComparison
    /// For the chart: means over weeks, or over several weeks where the period is long.
    public var course: [BodySpan]
    /// Weeks that each span of ``course`` covers.
    public var courseWeeks: Int
    /// The same by calendar month, or by quarter where the period is long.
    public var months: [BodySpan]
    public var adherence: [Adherence]
    /// Habits that come in sessions, as massage does.
    public var sessions: [SessionCourse]
    /// Nil where the questionnaire was not answered at all.
    public var peg: PEGCourse?
    /// What tended to go together, of the last two years at most; empty where too little is known.
    public var associations: [ReportAssociation]
    /// Oldest first.
    public var victories: [DatedWords]
    public var tell: ThingsToTell
    /// Notes of entries and check-ins, oldest first; nil unless they were asked for.
    public var notes: [DatedWords]?
    public var completeness: Completeness
    /// What the figures cannot say, a sentence or two each.
    public var limits: [String]

    /// The report that follows from `facts`.
    public init(_ facts: ReportFacts) {
        name = facts.name
        made = facts.made
        from = facts.from
        through = facts.through
        comparison = ReportComparison(facts)
        courseWeeks = BodySpan.weeks(for: facts)
        course = BodySpan.course(facts, weeks: courseWeeks)
        months = BodySpan.months(facts)
        sessions = facts.habits.filter(\.comesInSessions).map { SessionCourse($0, facts) }
        adherence = facts.habits.filter { !$0.comesInSessions }.compactMap { Adherence($0, facts) }
        peg = PEGCourse(facts)
        associations = facts.associations.compactMap(ReportAssociation.init)
        victories = facts.victories
        tell = ThingsToTell(facts, sessions: sessions)
        notes = facts.notes
        completeness = Completeness(facts)
        limits = ReportRules.limits
    }
}

/// Somebody's own words and their day.
public struct DatedWords: Sendable, Equatable, Encodable {
    public var date: LocalDate
    public var words: String
    /// The habit that the words were noted with; nil where it needs no telling.
    public var habit: String?

    public init(date: LocalDate, words: String, habit: String? = nil) {
        self.date = date
        self.words = words
        self.habit = habit
    }
}
