/// At times of day, on some weekdays.
public struct ClockTimes: Sendable, Equatable {
    /// Ascending, at least one.
    public var times: [LocalTime]
    /// Empty means every day.
    public var weekdays: Set<Weekday>

    public init(_ times: [LocalTime], on weekdays: Set<Weekday> = []) {
        self.times = times.sorted()
        self.weekdays = weekdays
    }

    /// The latest time of today that has come and was neither answered nor announced, or the next one to come.
    /// Of several that went by unseen only the last is asked for, and none outside the active hours.
    public func next(_ moment: Moment) -> Due {
        guard weekdays.isEmpty || weekdays.contains(moment.day.date.weekday) else {
            return Due(at: nil, reason: "not on a \(moment.day.date.weekday.name)")
        }
        let handled = [moment.lastPrompt?.due, moment.today.last?.at].compactMap { $0 }.max()
        let open = times.map { instant($0, moment) }.filter { at in handled.map { at > $0 } ?? true }
            .compactMap { moment.firstActive(from: $0) }
        if let missed = open.last(where: { $0 <= moment.now }) {
            return Due(at: missed, reason: "it is past \(moment.clock(missed))")
        }
        guard let next = open.first else { return Due(at: nil, reason: "all of today's times are over") }
        return Due(at: next, reason: "next at \(moment.clock(next))")
    }

    /// A time of the habit's day: the small hours before the day's start lie at its end.
    private func instant(_ time: LocalTime, _ moment: Moment) -> Instant {
        let date = time < moment.day.starts ? moment.day.date.adding(days: 1) : moment.day.date
        return moment.zone.instant(LocalDateTime(date, time))
    }
}
