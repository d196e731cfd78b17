/// What must hold of the settings and attributes that a manifest declares.
package enum SettingRules {
    static func violations(in manifest: Manifest) -> [String] {
        repeated(manifest.settings.map(\.key)).map { "settings.\($0): declared twice" }
            + manifest.settings.flatMap { spec in violations(in: spec).map { "settings.\(spec.key): \($0)" } }
            + repeated(manifest.attributes.map(\.key)).map { "attributes.\($0): declared twice" }
            + manifest.attributes.flatMap { spec in violations(in: spec).map { "attributes.\(spec.key): \($0)" } }
    }

    private static func violations(in spec: SettingSpec) -> [String] {
        var found = keyViolations(spec.key, spec.summary)
        if ["plugin", "title", "enabled", "private"].contains(spec.key) {
            found.append("the key is taken by habitd itself")
        }
        let range = rangeViolations(spec.kind)
        guard range.isEmpty else { return found + range }
        if !spec.accepts(spec.defaultValue) {
            found.append("the default \(spec.defaultText) is outside \(spec.allowed)")
        }
        return found
    }

    private static func violations(in spec: AttributeSpec) -> [String] {
        let found = keyViolations(spec.key, spec.summary)
        switch spec.kind {
        case .choice(let words): return found + wordViolations(words)
        case .integer(let range): return found + rangeViolations(.integer(range))
        case .text(let limit): return found + rangeViolations(.text(limit))
        }
    }

    /// A range without an end cannot be told to a person, and what cannot be out of range is not checked.
    private static func rangeViolations(_ kind: SettingSpec.Kind) -> [String] {
        switch kind {
        case .duration(let range):
            isWithin(range, 0...34_560_000) ? [] : ["a range of durations must lie within 0 and 400 days"]
        case .quantity(_, let range): isWithin(range, 0...1e9) ? [] : ["a range of amounts must lie within 0 and 1e9"]
        case .integer(let range):
            isWithin(range, -1_000_000_000...1_000_000_000) ? [] : ["a range must lie within −1e9 and 1e9"]
        case .choice(let words), .choices(let words): wordViolations(words)
        case .text(let limit): (1...10_000).contains(limit) ? [] : ["a text is limited to 1 – 10000 characters"]
        case .times(let most): (1...24).contains(most) ? [] : ["a list of times is limited to 1 – 24 of them"]
        case .boolean, .time, .date, .phases: []
        }
    }

    private static func isWithin<T: Comparable>(_ range: ClosedRange<T>, _ outer: ClosedRange<T>) -> Bool {
        outer.contains(range.lowerBound) && outer.contains(range.upperBound)
    }

    private static func wordViolations(_ words: [String]) -> [String] {
        if words.isEmpty { return ["there is no word to choose"] }
        return repeated(words).map { "“\($0)” stands twice" }
            + words.filter { !isKey($0) }.map { "“\($0)” is not lower-case letters, digits, - and _" }
    }

    private static func keyViolations(_ key: String, _ summary: String) -> [String] {
        (isKey(key) ? [] : ["a key is lower-case letters, digits, - and _"])
            + (isOneLine(summary, limit: 200) ? [] : ["a summary of one line is wanted"])
    }

    static func repeated(_ keys: [String]) -> [String] {
        Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }

    /// Lower-case letters, digits, - and _, at least one of them.
    package static func isKey(_ text: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return !text.isEmpty
            && text.utf8.allSatisfy {
                letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
    }
}
