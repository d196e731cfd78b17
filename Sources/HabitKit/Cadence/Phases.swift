/// A plan that tapers: every week for a while, then every other week, then monthly.
public struct Phases: Sendable, Equatable {
    /// The day the plan began.
    public var started: LocalDate
    /// In order, at least one; the last one holds for ever.
    public var phases: [Phase]

    public struct Phase: Sendable, Equatable, Codable {
        /// Days between two sessions, at least 1.
        public var everyDays: Int
        /// Days the phase lasts; nil for ever.
        public var forDays: Int?

        public init(everyDays: Int, forDays: Int? = nil) {
            self.everyDays = max(1, everyDays)
            self.forDays = forDays
        }
    }

    public init(started: LocalDate, _ phases: [Phase]) {
        self.started = started
        self.phases = phases.isEmpty ? [Phase(everyDays: 7)] : phases
    }

    /// The phase in force on `date`: a day is judged by the plan as it was that day.
    public func phase(on date: LocalDate) -> Phase {
        var end = started
        for phase in phases.dropLast() {
            guard let days = phase.forDays else { return phase }
            end = end.adding(days: days)
            if date < end { return phase }
        }
        return phases[phases.count - 1]
    }

    /// The latest change from one phase to another up to `date`: its day, and the phases before and after; nil in the first
    /// phase.
    public func latestChange(on date: LocalDate) -> (day: LocalDate, before: Phase, after: Phase)? {
        var end = started
        var latest: (day: LocalDate, before: Phase, after: Phase)?
        for (phase, next) in zip(phases, phases.dropFirst()) {
            guard let days = phase.forDays else { break }
            end = end.adding(days: days)
            guard end <= date else { break }
            latest = (end, phase, next)
        }
        return latest
    }

    /// The day the next session falls on after the last one; the plan's first day when there was none.
    /// The interval is that of the phase in force on the last session's day.
    public func next(after last: LocalDate?) -> LocalDate {
        guard let last else { return started }
        return last.adding(days: phase(on: last).everyDays)
    }
}
