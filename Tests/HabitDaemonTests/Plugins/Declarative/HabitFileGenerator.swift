import HabitKit

@testable import HabitDaemon

/// Writes files of `habits.d` at random, all of them valid: every cadence, alone and with every mode, message and part.
struct HabitFileGenerator {
    var random: SeededGenerator

    enum Kind: CaseIterable {
        case active, spread, clock, week, phased
    }

    enum Mode: CaseIterable {
        case absent, same, silent, table
    }

    init(_ seed: UInt64) { random = SeededGenerator(state: seed) }

    mutating func file(_ kind: Kind, gentle: Mode, rest: Mode) -> String {
        let unit = one(of: [nil, "times", "min", "ml", "steps", "km", "reps", "oz", "s", "points"])
        let hasTarget = kind == .spread || (kind == .active || kind == .clock) && chance()
        let isWeek = hasTarget && kind != .spread && chance()
        var lines = ["title = \"\(one(of: ["Tea", "Grüner Tee", "一杯のお茶", "Tea 🍵"]))\"", messages("message", hasTarget)]
        if let unit { lines.append("unit = \"\(unit)\"") }
        if hasTarget { lines.append("target = \(Int.random(in: 50...80, using: &random))") }
        if isWeek { lines.append("period = \"week\"") }
        lines += cadence(kind, hasTarget)
        lines += extras(kind)
        // Tables come last.
        if chance() { lines.append("steps = \(steps())") }
        lines += mode("gentle", gentle, kind, hasTarget: hasTarget, isWeek: isWeek)
        lines += mode("rest", rest, kind, hasTarget: hasTarget, isWeek: isWeek)
        return lines.joined(separator: "\n")
    }

    private mutating func cadence(_ kind: Kind, _ hasTarget: Bool) -> [String] {
        switch kind {
        case .active:
            return ["every = \"\(length(1, 90))\""] + (chance() ? ["break = \"\(length(1, 60))\""] : [])
                + (chance() ? ["at_latest = \"\(length(90, 600))\""] : []) + (chance() ? ["suspend = \"reset\""] : [])
                + (hasTarget && chance() ? ["beyond = \(chance())"] : [])
        case .spread: return ["serving = \(Int.random(in: 1...90, using: &random))"]
        case .clock: return ["at = \(times(Int.random(in: 1...4, using: &random)))"] + days()
        case .week:
            return ["times_per_week = \(Int.random(in: 1...14, using: &random))"]
                + (chance() ? ["rest_days = \(Int.random(in: 0...6, using: &random))"] : [])
                + (chance() ? ["at = \(times(1))"] : [])
        case .phased:
            let started = one(of: ["2026-09-01", "2026-11-24", "2027-01-15", "1999-12-31", "9999-12-31"])
            let last = "{ every = \"\(Int.random(in: 1...52, using: &random))w\" }"
            let first = "{ every = \"\(Int.random(in: 1...9, using: &random))d\", for = \"5w\" }"
            return ["started = \(started)", "phases = [\(chance() ? first + ", " : "")\(last)]"]
                + (chance() ? ["at = \(times(1))"] : [])
        }
    }

    private mutating func extras(_ kind: Kind) -> [String] {
        var lines: [String] = []
        if chance() { lines.append("firm = \(chance())") }
        if chance() { lines.append("repeats = \(Int.random(in: 0...5, using: &random))") }
        if chance() { lines.append("slack = \"\(length(0, 120))\"") }
        if chance() { lines.append("movement = true") }
        if chance() { lines.append("summary = \"Something warm\"") }
        if kind != .active, chance() { lines.append("break = \"\(length(1, 60))\"") }
        if chance() {
            lines.append(
                "attributes = { kind = [\"green\", \"black\"], taste = { minimum = -5, maximum = 5 }, where = { limit = 9 } }"
            )
        }
        return lines
    }

    private mutating func mode(_ name: String, _ mode: Mode, _ kind: Kind, hasTarget: Bool, isWeek: Bool) -> [String] {
        switch mode {
        case .absent: return []
        case .same: return ["\(name) = \"\(name == "rest" && chance() ? "gentle" : "same")\""]
        case .silent: return ["\(name) = \"silent\""]
        case .table:
            var parts: [String] = []
            if chance() { parts.append(messages("message", hasTarget || kind == .clock)) }
            if hasTarget, chance() { parts.append("target = \(Int.random(in: 50...80, using: &random))") }
            if chance() { parts.append("repeats = \(Int.random(in: 0...5, using: &random))") }
            if chance() { parts.append("steps = \(steps()), routine = \"Softly\"") }
            switch Int.random(in: 0...3, using: &random) {
            case 0: parts.append("every = \"\(length(1, 600))\"")
            case 1 where hasTarget && !isWeek: parts.append("serving = \(Int.random(in: 1...90, using: &random))")
            case 2: parts.append("at = \(times(kind == .week || kind == .phased ? 1 : 3))")
            default: break
            }
            return ["\(name) = { \(parts.joined(separator: ", ")) }"]
        }
    }

    private mutating func messages(_ key: String, _ hasTarget: Bool) -> String {
        let some = ["A cup?", "Time for {portion}", "{done} so far"] + (hasTarget ? ["{left} of {target} to go"] : [])
        let chosen = some.filter { _ in chance() }.map { "\"\($0)\"" }
        return "\(key) = " + (chosen.isEmpty ? "\"A cup?\"" : "[\(chosen.joined(separator: ", "))]")
    }

    private mutating func steps() -> String {
        let count = Int.random(in: 1...4, using: &random)
        return "["
            + (0..<count).map { _ in
                chance()
                    ? "\"Breathe out\""
                    : "{ do = \"Sip\", hold = \"\(Int.random(in: 0...90, using: &random))s\", repetitions = 3, both_sides = \(chance()) }"
            }.joined(separator: ", ") + "]"
    }

    private mutating func times(_ count: Int) -> String {
        var found: Set<String> = []
        while found.count < count {
            found.insert(LocalTime(secondOfDay: Int.random(in: 0..<86_400, using: &random)).text)
        }
        return "[\(found.sorted().map { "\"\($0)\"" }.joined(separator: ", "))]"
    }

    private mutating func days() -> [String] {
        let days = Weekday.allCases.filter { _ in chance() }.map { "\"\($0.key)\"" }
        return days.isEmpty ? [] : ["days = [\(days.joined(separator: ", "))]"]
    }

    private mutating func length(_ least: Int, _ most: Int) -> String {
        "\(Int.random(in: least...most, using: &random))min"
    }

    private mutating func chance() -> Bool { Bool.random(using: &random) }

    private mutating func one<T>(of some: [T]) -> T { some[Int.random(in: some.indices, using: &random)] }
}
