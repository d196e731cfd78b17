internal import HabitEngine
internal import HabitKit

/// Reads `"08:30-22:00"`, a list of such ranges, or `"none"` for a day of silence.
enum ActiveHoursText {
    static let allowed = "\"08:30-22:00\", a list of such ranges, or \"none\" for a silent day"

    /// The ranges of a day, ascending and apart.
    static func read(_ raw: RawSetting) throws(SettingProblem) -> [ActiveHours.ClockRange] {
        switch raw {
        case .string("none"): return []
        case .string(let text): return [try range(text)]
        case .list(let items):
            guard !items.isEmpty else { throw problem("the list is empty") }
            var ranges: [ActiveHours.ClockRange] = []
            for item in items {
                guard case .string(let text) = item else { throw problem("ranges of time in quotes are wanted") }
                ranges.append(try range(text))
            }
            return try apart(ranges)
        case .integer, .number, .boolean, .table: throw problem("a range of time in quotes is wanted")
        }
    }

    /// `08:30-22:00`; up to `24:00` is the whole rest of the day, and an end before the start lies behind midnight.
    private static func range(_ text: String) throws(SettingProblem) -> ActiveHours.ClockRange {
        let parts = text.split(whereSeparator: { "-–".contains($0) }).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard parts.count == 2 else { throw problem("“\(text)” is not a range of time") }
        let start = try time(parts[0])
        let end = parts[1] == "24:00" ? LocalTime.midnight : try time(parts[1])
        guard start != end || parts[1] == "24:00" else { throw problem("“\(text)” is empty: it ends where it starts") }
        return ActiveHours.ClockRange(start, end)
    }

    private static func time(_ text: String) throws(SettingProblem) -> LocalTime {
        guard let time = LocalTime(text: text) else { throw problem("there is no time “\(text)”") }
        return time
    }

    private static func apart(_ ranges: [ActiveHours.ClockRange]) throws(SettingProblem) -> [ActiveHours.ClockRange] {
        let sorted = ranges.sorted { $0.start < $1.start }
        for (earlier, later) in zip(sorted, sorted.dropFirst())
        where crossesMidnight(earlier) || later.start < earlier.end {
            throw problem("\(text(earlier)) and \(text(later)) overlap")
        }
        if let first = sorted.first, let last = sorted.last, sorted.count > 1, crossesMidnight(last),
            last.end > first.start
        {
            throw problem("\(text(last)) and \(text(first)) overlap")
        }
        return sorted
    }

    private static func crossesMidnight(_ range: ActiveHours.ClockRange) -> Bool { range.end <= range.start }

    static func text(_ range: ActiveHours.ClockRange) -> String {
        range.start.text + "-" + (range.end == .midnight ? "24:00" : range.end.text)
    }

    private static func problem(_ text: String) -> SettingProblem {
        SettingProblem(key: "active", problem: text, allowed: allowed)
    }
}
