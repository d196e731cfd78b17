// How single values stand on the wire.

extension Instant {
    /// `2026-11-24T15:40:00+01:00`, with microseconds only where there are some: exact for every instant.
    package func onWire(offset: Int) -> String {
        let fraction = microseconds &- seconds &* 1_000_000
        guard fraction != 0 else { return iso8601(offset: offset) }
        let wall = LocalDateTime(wallSeconds: seconds + Int64(offset))
        return wall.date.text + "T" + wall.time.textWithSeconds + "." + ISO8601.pad(Int(fraction), 6)
            + ISO8601.print(offset: offset)
    }

    init(wire text: String, _ path: String) throws(PluginWireProblem) {
        self = try WireTime.read(text, path).instant
    }
}

/// A time on the wire: the instant, and the offset it was told with.
enum WireTime {
    static func read(_ text: String, _ path: String) throws(PluginWireProblem) -> (instant: Instant, offset: Int) {
        guard let reading = ISO8601.parse(text) else {
            throw PluginWireProblem(path, "\(text.quoted) is not an ISO 8601 time")
        }
        guard let offset = reading.offset else {
            throw PluginWireProblem(path, "\(text.quoted) has no offset, as in 2026-11-24T15:40:00+01:00")
        }
        return (reading.instant(in: .utc), offset)
    }
}

/// Durations on the wire are seconds.
enum WireSeconds {
    static func print(_ duration: Duration) -> Double { Double(duration.microseconds) / 1_000_000 }

    static func read(_ seconds: Double, _ path: String) throws(PluginWireProblem) -> Duration {
        // A year and more is no slack and no break; it would also not fit into microseconds for ever.
        guard seconds.isFinite, abs(seconds) <= 40_000_000 else {
            throw PluginWireProblem(path, "\(seconds) is not a number of seconds within a year")
        }
        return .microseconds(Int64((seconds * 1_000_000).rounded()))
    }
}

/// The case of an enumeration of words, or a problem that lists them.
func wireWord<Word: RawRepresentable & CaseIterable>(
    _ text: String, _ path: String, as type: Word.Type = Word.self
) throws(PluginWireProblem) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: text) else {
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw PluginWireProblem(path, "\(text.quoted) is none of \(words)")
    }
    return word
}

func wireUnit(_ text: String, _ path: String) throws(PluginWireProblem) -> Unit {
    guard let unit = Unit(text) else {
        let units = Unit.all.map(\.symbol).joined(separator: ", ")
        throw PluginWireProblem(path, "no unit is called \(text.quoted); there are \(units)")
    }
    return unit
}
