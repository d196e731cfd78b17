/// At times of day, on some weekdays.
public struct ClockTimes: Sendable, Equatable {
    /// As the clock shows them, ascending; at least one.
    public var times: [LocalTime]
    /// Empty means every day.
    public var weekdays: Set<Weekday>

    public init(_ times: [LocalTime], on weekdays: Set<Weekday> = []) {
        self.times = times.sorted()
        self.weekdays = weekdays
    }

    /// The latest time of today that has come and was neither answered nor announced, or the next one to come, be it
    /// on another day. Of several that went by unseen only the last is asked for, and none outside the active hours.
    public func next(_ moment: Moment) -> Due {
        if let today = today(moment) {
            let isPast = today <= moment.now
            let clock = moment.clock(today)
            return Due(at: today, reason: isPast ? "it is past \(clock)" : "next at \(clock)")
        }
        let why = occurs(on: moment.day.date) ? "nothing more today" : "not on a \(moment.day.date.weekday.name)"
        guard let later = later(moment) else { return Due(at: nil, reason: why) }
        return Due(at: later, reason: "\(why), next \(moment.told(later))")
    }

    /// The time to ask at today; nil when there is none, or none is left within the active hours.
    func today(_ moment: Moment) -> Instant? {
        guard occurs(on: moment.day.date) else { return nil }
        let handled = [moment.lastPrompt?.due, moment.today.last?.at].compactMap { $0 }.max()
        let open = instants(on: moment.day.date, moment)
            .filter { at in handled.map { at > $0 } ?? true }
            .compactMap { moment.firstActive(from: $0) }
        return open.last { $0 <= moment.now } ?? open.first
    }

    /// The first time of the following week's days.
    private func later(_ moment: Moment) -> Instant? {
        let date = (1...7).map { moment.day.date.adding(days: $0) }.first(where: occurs)
        return date.flatMap { instants(on: $0, moment).first }
    }

    /// The times of a day as they come: 01:00 comes last where the day starts at 04:00.
    private func instants(on date: LocalDate, _ moment: Moment) -> [Instant] {
        times.map { moment.instant($0, on: date) }.sorted()
    }

    private func occurs(on date: LocalDate) -> Bool {
        weekdays.isEmpty || weekdays.contains(date.weekday)
    }
}
