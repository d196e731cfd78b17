/// Dates and times as ISO 8601 writes them, the extended form with hyphens and colons only.
public enum ISO8601 {
    /// What a text says: an instant when it names an offset, otherwise only what the wall shows.
    public struct Reading: Sendable, Equatable {
        /// What the wall shows, where the text was written.
        public var local: LocalDateTime
        /// Microseconds within the second.
        public var microseconds: Int
        /// Seconds east of UTC; nil when the text names no offset.
        public var offset: Int?

        /// The instant meant, the zone deciding where no offset is named.
        public func instant(in zone: Zone) -> Instant {
            guard let offset else { return zone.instant(local) + .microseconds(microseconds) }
            return Instant(seconds: local.wallSeconds - Int64(offset), microseconds: microseconds)
        }
    }

    /// Reads `2026-11-24`, `2026-11-24 15:40`, `2026-11-24T15:40:00.25+01:00` or `…Z`; nil for anything else.
    /// A date alone means its midnight. Years before 0 or after 9999 carry a sign and six digits: `+012026-11-24`.
    public static func parse(_ text: some StringProtocol) -> Reading? {
        var reader = DigitReader(rest: Array(text.utf8)[...])
        guard let date = reader.date() else { return nil }
        guard !reader.rest.isEmpty else { return Reading(local: LocalDateTime(date, .midnight), microseconds: 0) }
        guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let time = reader.time() else { return nil }
        let microseconds = reader.fraction()
        guard let microseconds, let offset = reader.offset(), reader.rest.isEmpty else { return nil }
        return Reading(local: LocalDateTime(date, time), microseconds: microseconds, offset: offset.seconds)
    }

    /// `04` for 4.
    static func pad(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (value < 0 ? "-" : "") + zeros + digits
    }

    /// `+01:00`; seconds are told only where an old zone has them.
    static func print(offset: Int) -> String {
        let size = abs(offset)
        let seconds = size % 60 == 0 ? "" : ":" + pad(size % 60)
        return (offset < 0 ? "-" : "+") + pad(size / 3600) + ":" + pad(size / 60 % 60) + seconds
    }
}

extension Instant {
    /// `2026-11-24T15:40:00+01:00`, to the second, as the wall of `zone` shows it.
    public func iso8601(in zone: Zone) -> String {
        iso8601(offset: zone.offset(at: self))
    }

    /// `2026-11-24T15:40:00+01:00`, to the second, `offset` seconds east of UTC.
    public func iso8601(offset: Int) -> String {
        let wall = LocalDateTime(wallSeconds: seconds + Int64(offset))
        return wall.date.text + "T" + wall.time.textWithSeconds + ISO8601.print(offset: offset)
    }
}

/// Takes digits and separators from the left of a text.
struct DigitReader {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly `count` digits.
    mutating func number(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    mutating func date() -> LocalDate? {
        guard let year = year(), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
        return LocalDate(year: year, month: month, day: day)
    }

    /// Four digits, or a sign and six of them.
    private mutating func year() -> Int? {
        if skip("+") { return number(6) }
        return skip("-") ? number(6).map { -$0 } : number(4)
    }

    /// `15:40` or `15:40:00`.
    mutating func time() -> LocalTime? {
        guard let hour = number(2), skip(":"), let minute = number(2) else { return nil }
        guard skip(":") else { return LocalTime(hour: hour, minute: minute) }
        guard let second = number(2) else { return nil }
        return LocalTime(hour: hour, minute: minute, second: second)
    }

    /// `.25` in microseconds, further digits dropped; 0 without a fraction, nil when none follows the point.
    mutating func fraction() -> Int? {
        guard skip(".") || skip(",") else { return 0 }
        let digits = rest.prefix { (48...57).contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest[digits.endIndex...]
        let six = digits.prefix(6)
        let value = six.reduce(0) { $0 * 10 + Int($1 - 48) }
        return (six.count..<6).reduce(value) { scaled, _ in scaled * 10 }
    }

    /// `Z`, `+01:00`, `+0100`, `+01` or nothing; nil when what stands there is not an offset.
    mutating func offset() -> (seconds: Int?, Void)? {
        guard !rest.isEmpty else { return (nil, ()) }
        if skip("Z") || skip("z") { return (0, ()) }
        let sign = skip("-") ? -1 : 1
        guard sign == -1 || skip("+"), let hours = number(2), hours <= 26 else { return nil }
        var seconds = hours * 3600
        if rest.isEmpty { return (sign * seconds, ()) }
        _ = skip(":")
        guard let minutes = number(2), minutes < 60 else { return nil }
        seconds += minutes * 60
        if skip(":") {
            guard let part = number(2), part < 60 else { return nil }
            seconds += part
        }
        return (sign * seconds, ())
    }
}
