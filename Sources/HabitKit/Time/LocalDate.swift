/// A date in the proleptic Gregorian calendar, without a zone.
public struct LocalDate: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01: the whole value, so that arithmetic is integer arithmetic.
    public var dayNumber: Int

    public init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The date, or nil where there is no such day (February 30, month 13).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1 else { return nil }
        self.dayNumber = Self.dayNumber(year: year, month: month, day: day)
        guard components == (year, month, day) else { return nil }
    }

    /// Year, month 1–12 and day 1–31.
    public var components: (year: Int, month: Int, day: Int) {
        // Howard Hinnant's civil_from_days: eras of 400 years that begin in March.
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = ((dayNumber + 3) % 7 + 7) % 7
        return Weekday(rawValue: index) ?? .monday
    }

    /// The date so many days later; earlier when `days` is negative.
    public func adding(days: Int) -> LocalDate {
        LocalDate(dayNumber: dayNumber + days)
    }

    /// Days from `earlier` to this date.
    public func days(since earlier: LocalDate) -> Int {
        dayNumber - earlier.dayNumber
    }

    /// The Monday of this date's ISO week.
    public var startOfWeek: LocalDate {
        adding(days: -weekday.rawValue)
    }

    public static func < (left: LocalDate, right: LocalDate) -> Bool {
        left.dayNumber < right.dayNumber
    }
}

/// A day of the week, Monday first as in ISO 8601.
public enum Weekday: Int, CaseIterable, Sendable, Hashable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The three letters used in configuration: `mon` … `sun`.
    public var key: String {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][rawValue]
    }

    /// `Monday` … `Sunday`.
    public var name: String {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][rawValue]
    }
}

/// A time of day on the clock's face, to the second: 00:00:00 to 23:59:59.
public struct LocalTime: Hashable, Comparable, Sendable {
    /// Seconds since midnight, 0 ..< 86,400.
    public let secondOfDay: Int

    /// The time, or nil when a part is out of range.
    public init?(hour: Int, minute: Int, second: Int = 0) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second) else { return nil }
        self.secondOfDay = hour * 3600 + minute * 60 + second
    }

    /// Held within the day: below 0 is midnight, above is one second before it.
    public init(secondOfDay: Int) {
        self.secondOfDay = min(max(secondOfDay, 0), 86_399)
    }

    /// 0 … 23.
    public var hour: Int { secondOfDay / 3600 }
    /// 0 … 59.
    public var minute: Int { secondOfDay / 60 % 60 }
    /// 0 … 59.
    public var second: Int { secondOfDay % 60 }

    /// 00:00:00.
    public static let midnight = LocalTime(secondOfDay: 0)

    public static func < (left: LocalTime, right: LocalTime) -> Bool {
        left.secondOfDay < right.secondOfDay
    }
}

/// What a wall calendar and clock show, without a zone.
public struct LocalDateTime: Hashable, Comparable, Sendable {
    public var date: LocalDate
    public var time: LocalTime

    public init(_ date: LocalDate, _ time: LocalTime) {
        self.date = date
        self.time = time
    }

    /// Seconds since 1970-01-01T00:00:00 on the same wall.
    public var wallSeconds: Int64 {
        Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay)
    }

    public init(wallSeconds: Int64) {
        let day = wallSeconds >= 0 ? wallSeconds / 86_400 : (wallSeconds - 86_399) / 86_400
        self.init(LocalDate(dayNumber: Int(day)), LocalTime(secondOfDay: Int(wallSeconds - day * 86_400)))
    }

    public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
        left.wallSeconds < right.wallSeconds
    }
}
