extension ZoneRule {
    /// The rule written as a POSIX `TZ` string, or nil when it is not one: `<+0330>-3:30`, `EST5EDT,M3.2.0,M11.1.0`.
    public init?(posix text: String) {
        var reader = PosixZoneReader(rest: text.utf8[...])
        guard reader.skipName(), let standard = reader.offset() else { return nil }
        guard !reader.rest.isEmpty else {
            self.init(standardOffset: -standard)
            return
        }
        guard reader.skipName() else { return nil }
        // Daylight saving time is an hour ahead unless another offset is written.
        var daylightOffset = -standard + 3600
        if reader.rest.first != UInt8(ascii: ",") {
            guard let written = reader.offset() else { return nil }
            daylightOffset = -written
        }
        guard reader.skip(","), let start = reader.change(), reader.skip(","), let end = reader.change(),
            reader.rest.isEmpty
        else { return nil }
        self.init(
            standardOffset: -standard, daylight: Daylight(offset: daylightOffset, start: start, end: end))
    }
}

/// Reads the parts of a POSIX `TZ` string from left to right.
private struct PosixZoneReader {
    var rest: Substring.UTF8View

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func skipName() -> Bool {
        if skip("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        rest = rest[letters.endIndex...]
        return letters.count >= 3
    }

    mutating func number() -> Int? {
        let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard !digits.isEmpty, digits.count <= 4 else { return nil }
        rest = rest[digits.endIndex...]
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func offset() -> Int? {
        let sign = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard let hours = number(), hours <= 167 else { return nil }
        var seconds = hours * 3600
        for scale in [60, 1] where skip(":") {
            guard let part = number(), part < 60 else { return nil }
            seconds += part * scale
        }
        return sign * seconds
    }

    mutating func change() -> ZoneRule.Change? {
        guard let day = yearDay() else { return nil }
        guard skip("/") else { return ZoneRule.Change(day: day) }
        return offset().map { ZoneRule.Change(day: day, secondsAfterMidnight: $0) }
    }

    private mutating func yearDay() -> ZoneRule.YearDay? {
        if skip("J") {
            guard let day = number(), (1...365).contains(day) else { return nil }
            return .withoutLeapDay(day)
        }
        if skip("M") {
            guard let month = number(), (1...12).contains(month), skip("."), let week = number(),
                (1...5).contains(week), skip("."), let weekday = number(), (0...6).contains(weekday)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        guard let day = number(), (0...365).contains(day) else { return nil }
        return .withLeapDay(day)
    }
}
