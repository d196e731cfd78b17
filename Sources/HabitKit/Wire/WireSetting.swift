/// What can be set, on the wire. The default is written as a user writes it.
struct WireSetting: Codable {
    enum Kind: String, CaseIterable {
        case duration, quantity, integer, boolean, time, times, choice, choices, text, date, phases
    }

    var key: String
    var summary: String
    var kind: String
    var `default`: String
    var unit: String?
    var minimum: Double?
    var maximum: Double?
    var words: [String]?
    var limit: Int?

    init(_ spec: SettingSpec) {
        key = spec.key
        summary = spec.summary
        kind = Kind.boolean.rawValue
        `default` = WireSettingDefault.print(spec)
        switch spec.kind {
        case .duration(let range): (kind, minimum, maximum) = ("duration", range.lowerBound, range.upperBound)
        case .quantity(let unit, let range):
            (kind, minimum, maximum, self.unit) = ("quantity", range.lowerBound, range.upperBound, unit.symbol)
        case .integer(let range):
            (kind, minimum, maximum) = ("integer", Double(range.lowerBound), Double(range.upperBound))
        case .boolean: kind = "boolean"
        case .time: kind = "time"
        case .times(let most): (kind, limit) = ("times", most)
        case .choice(let words): (kind, self.words) = ("choice", words)
        case .choices(let words): (kind, self.words) = ("choices", words)
        case .text(let limit): (kind, self.limit) = ("text", limit)
        case .date: kind = "date"
        case .phases: kind = "phases"
        }
    }

    func spec(_ path: String) throws(PluginWireProblem) -> SettingSpec {
        let bare = SettingSpec(key, try specKind(path), default: .boolean(false), summary)
        do throws(SettingProblem) {
            return SettingSpec(key, bare.kind, default: try WireSettingDefault.read(`default`, bare), summary)
        } catch {
            let allowed = error.allowed.map { "; allowed: \($0)" } ?? ""
            throw PluginWireProblem("\(path).default", error.problem + allowed)
        }
    }

    private func specKind(_ path: String) throws(PluginWireProblem) -> SettingSpec.Kind {
        switch try wireWord(kind, "\(path).kind", as: Kind.self) {
        case .duration: .duration(try range(path))
        case .quantity:
            .quantity(try wireUnit(try needed(unit, "unit", path), "\(path).unit"), try range(path))
        case .integer: .integer(try whole(path))
        case .boolean: .boolean
        case .time: .time
        case .times: .times(limit ?? 4)
        case .choice: .choice(try needed(words, "words", path))
        case .choices: .choices(try needed(words, "words", path))
        case .text: .text(limit ?? 200)
        case .date: .date
        case .phases: .phases
        }
    }

    private func range(_ path: String) throws(PluginWireProblem) -> ClosedRange<Double> {
        let (least, most) = (try needed(minimum, "minimum", path), try needed(maximum, "maximum", path))
        guard least.isFinite, most.isFinite, least <= most else {
            throw PluginWireProblem("\(path).maximum", "\(most) is less than minimum, \(least)")
        }
        return least...most
    }

    private func whole(_ path: String) throws(PluginWireProblem) -> ClosedRange<Int> {
        let range = try range(path)
        guard let least = Int(exactly: range.lowerBound), let most = Int(exactly: range.upperBound) else {
            throw PluginWireProblem("\(path).minimum", "minimum and maximum of an integer are whole numbers")
        }
        return least...most
    }

    private func needed<Value>(_ value: Value?, _ name: String, _ path: String) throws(PluginWireProblem) -> Value {
        guard let value else { throw PluginWireProblem("\(path).\(name)", "a setting of kind \(kind) needs it") }
        return value
    }
}

/// A setting's default as text, and back.
enum WireSettingDefault {
    /// As a person would write it, and exactly: where the friendly form would round, the plain number of the base unit.
    static func print(_ spec: SettingSpec) -> String {
        let text = spec.defaultText
        if let read = try? read(text, spec), read == spec.defaultValue { return text }
        guard case .number(let number) = spec.defaultValue else { return text }
        if case .quantity = spec.kind { return "\(number)" }
        return "\(number)s"
    }

    static func read(_ text: String, _ spec: SettingSpec) throws(SettingProblem) -> SettingValue {
        try spec.read(raw(text, spec.kind))
    }

    /// What the text would be in a file.
    private static func raw(_ text: String, _ kind: SettingSpec.Kind) -> RawSetting {
        switch kind {
        case .duration, .time, .choice, .text, .date: .string(text)
        case .quantity: Double(text).map { .number($0) } ?? .string(text)
        case .integer: Int(text).map { .integer($0) } ?? .string(text)
        case .boolean: text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : .string(text)
        case .choices, .times, .phases:
            .list(text.split(separator: ",").map { .string($0.trimmingBlanks()) })
        }
    }
}
