/// Times as people type them: ISO 8601 first, then `10:30`, `yesterday 18:00`, `2h ago`, `monday`.
public enum TimeText {
    /// Which way an unclear time is meant: `10:30` and `monday` lie behind in a log and ahead in a plan.
    public enum Direction: Sendable {
        case past, future
    }

    /// The instant that `text` means at `now`.
    ///
    /// A day without a time of day means the same time of day as now, in a log; the start of that day, in a plan.
    /// Days are the user's own, from `dayStarts` on: at 01:00 `yesterday` is still counted from the day before, and
    /// `today 00:30` was half an hour ago.
    ///
    /// - Throws: ``TimeTextError`` with what is understood.
    public static func parse(
        _ text: some StringProtocol, now: Instant, zone: Zone, dayStarts: LocalTime, prefer direction: Direction
    ) throws(TimeTextError) -> Instant {
        let typed = text.trimmingBlanks()
        let words = typed.lowercased().split(separator: " ").map(String.init).filter { $0 != "at" }
        guard let first = words.first else { throw TimeTextError(text: typed) }
        let reader = TimeReader(now: now, zone: zone, dayStarts: dayStarts, direction: direction)
        if let reading = ISO8601.parse(typed), typed.count > 10 { return reading.instant(in: zone) }
        if typed.lowercased() == "now" { return now }
        if words.last == "ago" || first == "in" { return try reader.relative(words, typed) }
        let time = words.last.flatMap { LocalTime(text: $0) }
        if words.count == 1, let time { return reader.clock(time) }
        if let date = reader.date(first), words.count == 1 || (words.count == 2 && time != nil) {
            return reader.instant(date, time)
        }
        // `18:00 yesterday`
        guard words.count == 2, let time = LocalTime(text: first), let date = reader.date(words[1]) else {
            throw TimeTextError(text: typed)
        }
        return reader.instant(date, time)
    }

    /// The date that `text` means: `2026-11-24`, `yesterday`, `monday`; nil for anything else.
    public static func date(
        _ text: some StringProtocol, now: Instant, zone: Zone, dayStarts: LocalTime, prefer direction: Direction
    ) -> LocalDate? {
        TimeReader(now: now, zone: zone, dayStarts: dayStarts, direction: direction)
            .date(text.trimmingBlanks().lowercased())
    }
}

/// A text that names no time.
public struct TimeTextError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was typed.
    public var text: String
    /// What is wrong, when more can be said than that it is not understood.
    public var problem: String?

    init(text: String, problem: String? = nil) {
        self.text = text
        self.problem = problem
    }

    /// One clause without a full stop, with what to write instead.
    public var description: String {
        problem ?? "\(text.quoted) is not a time; write 2026-11-24 15:40, 10:30, yesterday 18:00 or 2h ago"
    }
}

/// What the parts of a typed time mean at one instant.
private struct TimeReader {
    var now: Instant
    var zone: Zone
    var dayStarts: LocalTime
    var direction: TimeText.Direction

    var today: LocalDate { Day.date(of: now, starts: dayStarts, zone: zone) }

    /// `2h ago`, `in 20min`.
    func relative(_ words: [String], _ typed: String) throws(TimeTextError) -> Instant {
        let isPast = words.last == "ago"
        let span = (isPast ? words.dropLast() : words.dropFirst()).joined(separator: " ")
        do {
            let duration = try DurationText.parse(span)
            return isPast ? now - duration : now + duration
        } catch { throw TimeTextError(text: typed, problem: error.description) }
    }

    /// The nearest `time` behind in a log, ahead in a plan.
    func clock(_ time: LocalTime) -> Instant {
        let date = zone.local(now).date
        let candidates = (-1...1).map { zone.instant(LocalDateTime(date.adding(days: $0), time)) }
        switch direction {
        case .past: return candidates.last { $0 <= now } ?? candidates[0]
        case .future: return candidates.first { $0 > now } ?? candidates[2]
        }
    }

    func date(_ word: String) -> LocalDate? {
        switch word {
        case "today": return today
        case "yesterday", "yday": return today.adding(days: -1)
        case "tomorrow": return today.adding(days: 1)
        default: return LocalDate(text: word) ?? weekday(word)
        }
    }

    private func weekday(_ word: String) -> LocalDate? {
        guard let day = Weekday.allCases.first(where: { $0.key == word || $0.name.lowercased() == word }) else {
            return nil
        }
        let step = direction == .past ? -1 : 1
        return (1...7).map { today.adding(days: step * $0) }.first { $0.weekday == day }
    }

    /// A day with its time; for who speaks in the small hours, these belong to the day before.
    func instant(_ date: LocalDate, _ time: LocalTime?) -> Instant {
        let local = zone.local(now)
        let clock = time ?? (direction == .past ? local.time : dayStarts)
        let isSmallHours = local.time < dayStarts && clock < dayStarts
        return zone.instant(LocalDateTime(isSmallHours ? date.adding(days: 1) : date, clock))
    }
}
