internal import HabitKit

/// The kinds of cadence, by the key that chooses one.
enum CadenceKind: String, CaseIterable {
    case active = "every"
    case spread = "serving"
    case week = "times_per_week"
    case phased = "phases"
    case clock = "at"

    /// Keys that go with it beside those that go with all.
    var keys: [String] {
        switch self {
        case .active: ["every", "break", "at_latest", "suspend", "beyond", "target", "period"]
        case .spread: ["serving", "target"]
        case .week: ["times_per_week", "rest_days", "at"]
        case .phased: ["phases", "started", "at"]
        case .clock: ["at", "days", "target", "period"]
        }
    }

    /// Keys that some cadence goes with and others do not. A break answers the prompts of any.
    static let bound = Set(allCases.flatMap(\.keys)).subtracting(["break"])

    static let choice =
        "every (so much active time), serving (an amount over the day), at (times of day), times_per_week, phases"
}

/// The cadence that a file says; without a value where it says none, or a wrong one.
struct ReadCadence {
    var kind: CadenceKind?
    var value: DeclaredCadence?

    var isActive: Bool { kind == .active }
    /// It is a goal by itself.
    var hasGoal: Bool { kind == .week || kind == .phased || kind == .clock }
}

// When it asks.
extension HabitFileReader {
    mutating func cadence(_ table: [String: ConfigNode], _ unit: Unit) -> ReadCadence {
        guard let kind = kind(table) else { return ReadCadence() }
        for key in table.keys.filter({ CadenceKind.bound.contains($0) && !kind.keys.contains($0) }).sorted()
        where CadenceKind(rawValue: key) == nil || key == CadenceKind.clock.rawValue {
            let others = CadenceKind.allCases.filter { $0.keys.contains(key) }.map(\.rawValue)
            note([key], "does not go with \(kind.rawValue)", "with \(others.joined(separator: ", "))")
        }
        return ReadCadence(kind: kind, value: value(kind, table, unit))
    }

    /// The one key that chooses; several are a conflict, and none is a gap.
    private mutating func kind(_ table: [String: ConfigNode]) -> CadenceKind? {
        let found = CadenceKind.allCases.filter { table[$0.rawValue] != nil && $0 != .clock }
        for other in found.dropFirst() {
            note([other.rawValue], "there is \(found[0].rawValue) already; a habit has one cadence", CadenceKind.choice)
        }
        if let first = found.first { return first }
        if table[CadenceKind.clock.rawValue] != nil { return .clock }
        note([], "nothing says when to ask", CadenceKind.choice)
        return nil
    }

    private mutating func value(
        _ kind: CadenceKind, _ table: [String: ConfigNode], _ unit: Unit
    ) -> DeclaredCadence? {
        switch kind {
        case .active: return active(table, path: [])
        case .spread:
            return seconds(DeclaredSettings.serving(unit), in: table, path: []).map { .spread(serving: $0) }
        case .clock:
            let days = days(table)
            return times(table, path: [], most: 24).map { .clock(times: $0, days: days) }
        case .week:
            let rest = integer(DeclaredSettings.restDays, in: table, path: []) ?? 1
            let at = times(table, path: [], most: 1)?.first ?? Self.evening
            return integer(DeclaredSettings.timesPerWeek, in: table, path: [])
                .map { .week(times: $0, restDays: rest, at: at) }
        case .phased:
            let at = times(table, path: [], most: 1)?.first ?? Self.evening
            let (started, phases) = (started(table), phases(table["phases"]))
            guard let started, let phases else { return nil }
            return .phased(Phases(started: started, phases), at: at)
        }
    }

    /// Where a file does not say when on the day.
    static let evening = LocalTime(secondOfDay: 18 * 3600)

    mutating func active(_ table: [String: ConfigNode], path: [String]) -> DeclaredCadence? {
        let every = seconds(DeclaredSettings.every, in: table, path: path)
        let rest = seconds(DeclaredSettings.naturalBreak, in: table, path: path)
        let latest = seconds(DeclaredSettings.atLatest, in: table, path: path)
        var rule = ActiveTime.SuspendRule.credit
        if case .text(let word)? = values.value(DeclaredSettings.suspend, in: table, path: path) {
            rule = ActiveTime.SuspendRule(rawValue: word) ?? .credit
        }
        guard let every else { return nil }
        if let latest, latest < every {
            note(path + [DeclaredSettings.atLatest.key], "comes before every", "every or more")
        }
        // Five minutes as the built-in habits have it, and less where the whole is short.
        return .active(every: every, naturalBreak: rest ?? min(300, every / 2), suspend: rule, atLatest: latest)
    }

    private mutating func days(_ table: [String: ConfigNode]) -> [Weekday] {
        guard case .list(let words)? = values.value(DeclaredSettings.days, in: table, path: []) else { return [] }
        return Weekday.allCases.filter { words.contains($0.key) }
    }

    private mutating func started(_ table: [String: ConfigNode]) -> LocalDate? {
        let allowed = "a date, as in 2026-09-01"
        guard let node = table["started"] else {
            note(["started"], "phases need the day that they began", allowed)
            return nil
        }
        if case .value(.string(let text), _) = node, let date = LocalDate(text: text),
            (1900...9999).contains(date.components.year)
        {
            return date
        }
        note(["started"], "a date is wanted", allowed)
        return nil
    }

    private mutating func phases(_ node: ConfigNode?) -> [Phases.Phase]? {
        let path = ["phases"]
        let allowed = "1 – 20 tables, as in [{ every = \"1w\", for = \"13w\" }, { every = \"2w\" }]"
        guard let node, case .list(let items, _) = node else {
            if node != nil { note(path, "a list of tables is wanted", allowed) }
            return nil
        }
        guard items.count <= 20 else {
            note(path, "\(items.count) phases are too many", allowed)
            return nil
        }
        let read = items.enumerated().map { index, item in
            phase(item, path + [ConfigReader.item(index + 1)], isLast: index == items.count - 1)
        }
        let sound = read.compactMap(\.self)
        return sound.count == read.count ? sound : nil
    }

    private mutating func phase(_ node: ConfigNode, _ path: [String], isLast: Bool) -> Phases.Phase? {
        guard case .table(let table, _) = node else {
            note(path, "a table is wanted", "as in { every = \"1w\", for = \"13w\" }")
            return nil
        }
        refuseUnknown(in: table, path: path, known: ["every", "for"])
        let every = days(PhaseKeys.every, in: table, path: path)
        let length = days(PhaseKeys.length, in: table, path: path)
        if table["every"] == nil { note(path + ["every"], "is missing", PhaseKeys.every.allowed) }
        if isLast, table["for"] != nil { note(path + ["for"], "is not wanted here: the last phase holds on") }
        if !isLast, table["for"] == nil {
            note(path + ["for"], "is missing: only the last phase holds on", PhaseKeys.length.allowed)
        }
        return every.map { Phases.Phase(everyDays: $0, forDays: isLast ? nil : length) }
    }

    private mutating func days(_ spec: SettingSpec, in table: [String: ConfigNode], path: [String]) -> Int? {
        guard let seconds = seconds(spec, in: table, path: path) else { return nil }
        guard seconds.truncatingRemainder(dividingBy: 86_400) == 0 else {
            note(path + [spec.key], "whole days are wanted", spec.allowed)
            return nil
        }
        return Int(seconds / 86_400)
    }
}

/// The keys of one phase.
enum PhaseKeys {
    static let every = SettingSpec(
        "every", .duration(86_400...31_449_600), default: .number(604_800), "Days from one to the next")
    static let length = SettingSpec(
        "for", .duration(86_400...34_560_000), default: .number(604_800), "How long the phase lasts")
}
