internal import HabitKit

/// Times as a person at this moment reads them: `15:40` today, `tomorrow 09:00`, `Thu 09:00`, `3 Dec 09:00`.
///
/// Every time arrives with its offset, so what the wall showed is in the text itself.
struct ClockText: Sendable {
    let now: Instant

    init(now: Instant) {
        self.now = now
    }

    /// The moment that a text names; now itself when the text is no time.
    init(now text: String) {
        self.init(now: Self.instant(text) ?? Instant(seconds: 0))
    }

    static func instant(_ text: String) -> Instant? {
        ISO8601.parse(text)?.instant(in: .utc)
    }

    /// In a sentence: `at 15:40` reads `15:40`, `tomorrow 09:00`.
    func words(_ text: String) -> String {
        shown(text) { days in days == 1 ? "tomorrow" : days == -1 ? "yesterday" : nil }
    }

    /// In a column: `15:40`, `Thu 09:00`.
    func short(_ text: String) -> String {
        shown(text) { _ in nil }
    }

    /// How long until then, `28 min`; nil when it is past or under a minute away.
    func until(_ text: String) -> String? {
        guard let then = Self.instant(text), then - now >= .seconds(60) else { return nil }
        let minutes = (then - now).wholeSeconds / 60
        return DurationText.print(.seconds(minutes * 60))
    }

    private func shown(_ text: String, naming name: (Int) -> String?) -> String {
        guard let reading = ISO8601.parse(text) else { return SafeText.oneLine(text) }
        let then = reading.local
        let today = wall(offset: reading.offset ?? 0).date
        let days = then.date.days(since: today)
        // The night after belongs to the evening before it.
        let isSoon = days == 1 && then.time.hour < 4 && reading.instant(in: .utc) - now < .hours(8)
        guard days != 0, !isSoon else { return then.time.text }
        return (name(days) ?? DateText.day(then.date, distance: days, today: today)) + " " + then.time.text
    }

    private func wall(offset: Int) -> LocalDateTime {
        LocalDateTime(wallSeconds: now.seconds + Int64(offset))
    }
}

/// Dates in words, in English as everything else.
enum DateText {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `Wednesday 25 November`.
    static func long(_ date: LocalDate) -> String {
        let (_, month, day) = date.components
        return "\(date.weekday.name) \(day) \(months[month - 1])"
    }

    /// `Wednesday 25 November`, and its year where that is not today's.
    static func long(_ date: LocalDate, today: LocalDate) -> String {
        let year = date.components.year
        return long(date) + (year == today.components.year ? "" : " \(year)")
    }

    /// `25 Nov 2026`.
    static func medium(_ date: LocalDate) -> String {
        let (year, month, day) = date.components
        return "\(day) \(shortMonth(month)) \(year)"
    }

    /// `Nov`; `month` is 1 … 12.
    static func shortMonth(_ month: Int) -> String {
        months.indices.contains(month - 1) ? String(months[month - 1].prefix(3)) : ""
    }

    /// `Thu` within a week, `3 Dec` within the year, else `2027-01-03`.
    static func day(_ date: LocalDate, distance: Int, today: LocalDate) -> String {
        let (year, month, day) = date.components
        if abs(distance) < 7 { return String(date.weekday.name.prefix(3)) }
        return year == today.components.year ? "\(day) \(months[month - 1].prefix(3))" : date.text
    }
}
