internal import HabitKit

/// What a user can set of a declarative habit in `config.toml`: the numbers of its cadence, and its target.
enum DeclaredSettings {
    // What the file may say and what a user may set is the same, so the specs read both.
    static let every = SettingSpec(
        "every", .duration(60...86_400), default: .number(3600), "Active time between two prompts")
    static let naturalBreak = SettingSpec(
        "break", .duration(10...28_800), default: .number(300), "An absence this long counts as a break")
    static let suspend = SettingSpec(
        "suspend", .choice(ActiveTime.SuspendRule.allCases.map(\.rawValue)), default: .text("credit"),
        "Whether a suspend counts like an absence or always starts over")
    static let atLatest = SettingSpec(
        "at_latest", .duration(60...172_800), default: .number(7200),
        "Active time after which breaks put it off no longer")
    static let beyond = SettingSpec("beyond", .boolean, default: .boolean(false), "Go on asking once the goal is met")
    static let at = SettingSpec("at", .time, default: .text("18:00"), "When to be asked")
    static let days = SettingSpec(
        "days", .choices(Weekday.allCases.map(\.key)), default: .list(Weekday.allCases.map(\.key)),
        "The days of the week on which to be asked")
    static let timesPerWeek = SettingSpec("times_per_week", .integer(1...14), default: .integer(3), "Times a week")
    static let restDays = SettingSpec(
        "rest_days", .integer(0...6), default: .integer(1), "Rest days between two, as far as the week has room")

    static func target(_ unit: Unit) -> SettingSpec {
        let targets = UnitRanges(unit).targets
        return SettingSpec("target", .quantity(unit, targets), default: .number(targets.lowerBound), "The goal")
    }

    static func serving(_ unit: Unit) -> SettingSpec {
        let amounts = UnitRanges(unit).amounts
        return SettingSpec("serving", .quantity(unit, amounts), default: .number(amounts.lowerBound), "One serving")
    }

    /// The key of one of several times of day.
    static func at(_ index: Int, of count: Int) -> String { count == 1 ? at.key : "\(at.key)_\(index + 1)" }

    /// The specs of `declaration`, what its file says as their defaults.
    static func specs(_ declaration: Declaration) -> [SettingSpec] {
        var specs = cadence(declaration.cadence, declaration.unit)
        if let target = declaration.target {
            specs.insert(
                spec(
                    self.target(declaration.unit), .number(target),
                    declaration.period == .week ? "The week's goal" : "The day's goal"),
                at: 0)
            if case .active = declaration.cadence { specs.append(spec(beyond, .boolean(declaration.beyond))) }
        }
        return specs
    }

    private static func cadence(_ cadence: DeclaredCadence, _ unit: Unit) -> [SettingSpec] {
        switch cadence {
        case .active(let every, let naturalBreak, let suspend, let atLatest):
            return [
                spec(self.every, .number(every)), spec(self.naturalBreak, .number(naturalBreak)),
                spec(self.suspend, .text(suspend.rawValue)),
            ] + (atLatest.map { [spec(self.atLatest, .number($0))] } ?? [])
        case .spread(let serving): return [spec(self.serving(unit), .number(serving))]
        case .clock(let times, let days):
            let clocks = times.enumerated().map { index, time in
                var spec = spec(at, .text(time.exactText))
                spec.key = at(index, of: times.count)
                if times.count > 1 { spec.summary = "Time \(index + 1) of \(times.count) to be asked at" }
                return spec
            }
            return clocks + (days.isEmpty ? [] : [spec(self.days, .list(days.map(\.key)))])
        case .week(let times, let restDays, let at):
            return [
                spec(timesPerWeek, .integer(times)), spec(self.restDays, .integer(restDays)),
                spec(self.at, .text(at.exactText)),
            ]
        case .phased(_, let at): return [spec(self.at, .text(at.exactText))]
        }
    }

    private static func spec(_ spec: SettingSpec, _ value: SettingValue, _ summary: String? = nil) -> SettingSpec {
        var own = spec
        own.defaultValue = value
        if let summary { own.summary = summary }
        return own
    }
}

extension SettingTable {
    func number(_ key: String) -> Double? {
        guard case .number(let number)? = self[key] else { return nil }
        return number
    }

    func integer(_ key: String) -> Int? {
        guard case .integer(let number)? = self[key] else { return nil }
        return number
    }

    func flag(_ key: String) -> Bool? {
        guard case .boolean(let flag)? = self[key] else { return nil }
        return flag
    }

    func word(_ key: String) -> String? {
        guard case .text(let word)? = self[key] else { return nil }
        return word
    }

    func time(_ key: String) -> LocalTime? { word(key).flatMap { LocalTime(text: $0) } }

    func words(_ key: String) -> [String]? {
        guard case .list(let words)? = self[key] else { return nil }
        return words
    }
}
