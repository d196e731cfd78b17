public import HabitKit

/// What the user wants to tell their care team.
public struct ThingsToTell: Sendable, Equatable, Encodable {
    /// The last session or appointment before today; nil where there was none.
    public var lastAppointment: LocalDate?
    /// Noted on that day or later; everything where there was no appointment. Newest first.
    public var since: [DatedWords]
    /// Noted before it, within the period. Newest first.
    public var earlier: [DatedWords]

    init(_ facts: ReportFacts, sessions: [SessionCourse]) {
        let held = sessions.flatMap { $0.sessions.map(\.date) }
        let agreed = facts.habits.flatMap { $0.bookings.filter { $0.at <= facts.now }.map(\.date) }
        let last = (held + agreed).filter { $0 < facts.made }.max()
        let newestFirst = Array(facts.tells.reversed())
        lastAppointment = last
        since = newestFirst.filter { words in last.map { words.date >= $0 } ?? true }
        earlier = newestFirst.filter { words in last.map { words.date < $0 } ?? false }
    }
}
