internal import HabitEngine
internal import HabitKit

/// `[day]`: when it starts, and when prompts may be announced.
enum DaySection {
    static let starts = SettingSpec(
        "starts", .time, default: .text("04:00"), "The hour a new day begins at, from midnight to noon")

    static let gentleFrom = SettingSpec(
        "gentle_from", .integer(0...10), default: .integer(5),
        "Pain of today, told in a check-in, from which on the day is gentle; 0 for never")
    static let offerRestFrom = SettingSpec(
        "offer_rest_from", .integer(0...10), default: .integer(8),
        "Pain from which on a day of rest is offered; 0 for never")

    static let startsAllowed = "00:00 – 12:00"

    /// Which weekdays a key speaks of; later ones win over earlier ones.
    static let hours: [(key: String, days: [Weekday], summary: String)] =
        [
            ("active", Weekday.allCases, "When prompts may be announced"),
            ("weekend", [.saturday, .sunday], "The same, on Saturday and Sunday"),
        ] + Weekday.allCases.map { ($0.key, [$0], "The same, on \($0.name)") }

    static let pain = [gentleFrom, offerRestFrom]

    static func read(_ node: ConfigNode?, _ reader: inout ConfigReader) -> Policy {
        let path = ["day"]
        var policy = Policy()
        let table = reader.table(node, path: path)
        reader.refuseUnknown(in: table, path: path, known: [starts.key] + hours.map(\.key) + pain.map(\.key))
        if case .text(let text)? = reader.value(starts, in: table, path: path, allowed: startsAllowed),
            let time = LocalTime(text: text)
        {
            if time <= LocalTime(secondOfDay: 12 * 3600) {
                policy.dayStarts = time
            } else {
                reader.note(
                    table[starts.key]?.file ?? "", path + [starts.key],
                    "a day that starts at \(text) has its evening first", startsAllowed)
            }
        }
        policy.active = active(table, path, &reader)
        if case .integer(let pain)? = reader.value(gentleFrom, in: table, path: path) { policy.gentleFrom = pain }
        if case .integer(let pain)? = reader.value(offerRestFrom, in: table, path: path) {
            policy.restOfferedFrom = pain
        }
        return policy
    }

    private static func active(_ table: [String: ConfigNode], _ path: [String], _ reader: inout ConfigReader)
        -> ActiveHours
    {
        var ranges = ActiveHours().ranges
        for (key, days, _) in hours {
            guard let node = table[key],
                let raw = reader.raw(node, path: path + [key], allowed: ActiveHoursText.allowed)
            else { continue }
            do {
                let read = try ActiveHoursText.read(raw)
                for day in days { ranges[day.rawValue] = read }
            } catch {
                reader.note(node.file, path + [key], error.problem, error.allowed)
            }
        }
        guard ranges.contains(where: { !$0.isEmpty }) else {
            reader.note(
                table["active"]?.file ?? table.values.first?.file ?? "", path + ["active"],
                "no day has active hours, so nothing would ever be announced", ActiveHoursText.allowed)
            return ActiveHours()
        }
        return ActiveHours(ranges: ranges)
    }
}
