/// What an entry may say beside its amount, on the wire.
struct WireAttribute: Codable {
    enum Kind: String, CaseIterable {
        case choice, integer, text
    }

    var key: String
    var summary: String
    var kind: String
    var minimum: Int?
    var maximum: Int?
    var words: [String]?
    var limit: Int?

    init(_ spec: AttributeSpec) {
        key = spec.key
        summary = spec.summary
        switch spec.kind {
        case .choice(let words): (kind, self.words) = ("choice", words)
        case .integer(let range): (kind, minimum, maximum) = ("integer", range.lowerBound, range.upperBound)
        case .text(let limit): (kind, self.limit) = ("text", limit)
        }
    }

    func spec(_ path: String) throws(PluginWireProblem) -> AttributeSpec {
        AttributeSpec(key, try specKind(path), summary)
    }

    private func specKind(_ path: String) throws(PluginWireProblem) -> AttributeSpec.Kind {
        switch try wireWord(kind, "\(path).kind", as: Kind.self) {
        case .choice:
            guard let words, !words.isEmpty else {
                throw PluginWireProblem("\(path).words", "an attribute of kind choice needs them")
            }
            return .choice(words)
        case .integer:
            guard let minimum, let maximum, minimum <= maximum else {
                throw PluginWireProblem("\(path).minimum", "an integer needs a minimum and a maximum not less than it")
            }
            return .integer(minimum...maximum)
        case .text: return .text(limit ?? 200)
        }
    }
}

/// The value of a setting in a call of Assess: a number, true or false, text, or a list of words.
struct WireSettingValue: Codable {
    let value: SettingValue

    init(value: SettingValue) {
        self.value = value
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            value = .boolean(flag)
        } else if let number = try? container.decode(Double.self) {
            value = .number(number)
        } else if let text = try? container.decode(String.self) {
            value = .text(text)
        } else {
            value = .list(try container.decode([String].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch value {
        case .number(let number): try container.encode(number)
        case .integer(let number): try container.encode(number)
        case .boolean(let flag): try container.encode(flag)
        case .text(let text): try container.encode(text)
        case .list(let words): try container.encode(words)
        }
    }

    /// As the setting's kind takes it: on the wire, 5 may be five seconds or a whole number.
    func value(of spec: SettingSpec) throws(PluginWireProblem) -> SettingValue {
        var typed = value
        if case .integer = spec.kind, case .number(let number) = value, let whole = Int(exactly: number) {
            typed = .integer(whole)
        }
        guard spec.accepts(typed) else {
            throw PluginWireProblem("settings.\(spec.key)", "it is out of range; allowed: \(spec.allowed)")
        }
        return typed
    }
}
