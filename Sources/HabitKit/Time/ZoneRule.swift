/// What holds after a zone's last transition: the value of a POSIX `TZ` string such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`, as it stands in the footer of a TZif file (RFC 9636, section 3.3).
public struct ZoneRule: Hashable, Sendable {
    /// Seconds east of UTC outside daylight saving time.
    public let standardOffset: Int
    /// Daylight saving time, where the zone has one.
    public let daylight: Daylight?

    /// When clocks show another time, and which.
    public struct Daylight: Hashable, Sendable {
        /// Seconds east of UTC while it holds; smaller than the standard offset for a negative one (Dublin).
        public let offset: Int
        /// When it begins, on the wall of standard time.
        public let start: Change
        /// When it ends, on the wall of daylight saving time.
        public let end: Change

        public init(offset: Int, start: Change, end: Change) {
            self.offset = offset
            self.start = start
            self.end = end
        }
    }

    /// A day of the year and a time on the wall as it stands before the change.
    public struct Change: Hashable, Sendable {
        /// The day of each year.
        public let day: YearDay
        /// Seconds after that day's midnight, −167 h … 167 h.
        public let secondsAfterMidnight: Int

        public init(day: YearDay, secondsAfterMidnight: Int = 7200) {
            self.day = day
            self.secondsAfterMidnight = secondsAfterMidnight
        }
    }

    /// The three ways in which POSIX names a day.
    public enum YearDay: Hashable, Sendable {
        /// `Jn`: 1 … 365, February 29 never counted.
        case withoutLeapDay(Int)
        /// `n`: 0 … 365, February 29 counted.
        case withLeapDay(Int)
        /// `Mm.w.d`: the week-th weekday (Sunday is 0) of a month; week 5 is the last one.
        case weekday(month: Int, week: Int, weekday: Int)
    }

    public init(standardOffset: Int, daylight: Daylight? = nil) {
        self.standardOffset = standardOffset
        self.daylight = daylight
    }

    /// Seconds east of UTC, `seconds` after the epoch.
    public func offset(at seconds: Int64) -> Int {
        guard let daylight else { return standardOffset }
        let year = LocalDateTime(wallSeconds: seconds + Int64(standardOffset)).date.components.year
        var latest = (at: Int64.min, offset: standardOffset)
        // The neighbours too: a change may lie across the turn of the year, or in force over it.
        for candidate in (year - 1)...(year + 1) {
            let end = daylight.end.wallSeconds(in: candidate) - Int64(daylight.offset)
            if end <= seconds, end >= latest.at { latest = (end, standardOffset) }
            // Where one year's daylight saving time ends as the next one's starts, it goes on.
            let start = daylight.start.wallSeconds(in: candidate) - Int64(standardOffset)
            if start <= seconds, start >= latest.at { latest = (start, daylight.offset) }
        }
        return latest.offset
    }

    /// The first change after `seconds`, with the offset that holds from then on; nil without daylight saving time.
    public func change(after seconds: Int64) -> Zone.Transition? {
        guard let daylight else { return nil }
        let year = LocalDateTime(wallSeconds: seconds + Int64(standardOffset)).date.components.year
        let coming = ((year - 1)...(year + 2)).flatMap { year in
            [
                daylight.start.wallSeconds(in: year) - Int64(standardOffset),
                daylight.end.wallSeconds(in: year) - Int64(daylight.offset),
            ]
        }
        return coming.filter { $0 > seconds }.min().map { Zone.Transition(at: $0, offset: offset(at: $0)) }
    }
}

extension ZoneRule.Change {
    /// The change on the wall of `year`, seconds since 1970-01-01T00:00:00 on the same wall.
    func wallSeconds(in year: Int) -> Int64 {
        Int64(day.dayNumber(in: year)) * 86_400 + Int64(secondsAfterMidnight)
    }
}

extension ZoneRule.YearDay {
    func dayNumber(in year: Int) -> Int {
        let newYear = LocalDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
        switch self {
        case .withLeapDay(let day):
            return newYear + day
        case .withoutLeapDay(let day):
            let isLeap = LocalDate(year: year, month: 2, day: 29) != nil
            return newYear + day - 1 + (isLeap && day >= 60 ? 1 : 0)
        case .weekday(let month, let week, let weekday):
            guard let first = LocalDate(year: year, month: month, day: 1) else { return newYear }
            // POSIX counts from Sunday, we from Monday.
            let firstWeekday = (first.weekday.rawValue + 1) % 7
            var day = first.dayNumber + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            let next =
                month == 12
                ? LocalDate(year: year + 1, month: 1, day: 1) : LocalDate(year: year, month: month + 1, day: 1)
            if let next, day >= next.dayNumber { day -= 7 }
            return day
        }
    }
}
