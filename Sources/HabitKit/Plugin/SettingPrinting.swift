extension SettingSpec {
    /// What is allowed here, as a person would write it: `1min – 8h`, `0.1 l – 4 l`, `neck, hips`.
    public var allowed: String {
        switch kind {
        case .duration(let range):
            "\(Self.compact(range.lowerBound)) – \(Self.compact(range.upperBound))"
        case .quantity(let unit, let range):
            "\(Quantity(amount: range.lowerBound, unit: unit).text) – \(Quantity(amount: range.upperBound, unit: unit).text)"
        case .integer(let range): "\(range.lowerBound) – \(range.upperBound)"
        case .boolean: "true or false"
        case .time: "00:00 – 23:59"
        case .times(let most): "1 – \(most) times of day, as in [\"08:30\", \"20:30\"]"
        case .choice(let words): words.joined(separator: ", ")
        case .choices(let words): "any of " + words.joined(separator: ", ")
        case .text(let limit): "text of at most \(limit) characters"
        case .date: "a date, as in 2026-09-01"
        case .phases: Phases.Phase.allowed
        }
    }

    /// The default as a person would write it.
    public var defaultText: String { print(defaultValue) }

    /// `value` as a person would write it: `45min`, `1500 ml`, `neck, hips`.
    public func print(_ value: SettingValue) -> String {
        switch (kind, value) {
        case (.duration, .number(let seconds)): Self.compact(seconds)
        case (.quantity(let unit, _), .number(let amount)): Quantity(amount: amount, unit: unit).text
        case (_, .number(let number)): NumberText.print(number)
        case (_, .integer(let number)): "\(number)"
        case (_, .boolean(let value)): value ? "true" : "false"
        case (_, .text(let text)): text
        case (_, .list(let words)): words.joined(separator: ", ")
        }
    }

    /// Whether `value` is of this setting's kind and within its range.
    public func accepts(_ value: SettingValue) -> Bool {
        switch (kind, value) {
        case (.duration(let range), .number(let number)), (.quantity(_, let range), .number(let number)):
            range.contains(number)
        case (.integer(let range), .integer(let number)): range.contains(number)
        case (.boolean, .boolean): true
        case (.time, .text(let text)): LocalTime(text: text) != nil
        case (.times(let most), .list(let times)):
            (1...most).contains(times.count) && times.allSatisfy { LocalTime(text: $0) != nil }
                && Set(times).count == times.count
        case (.choice(let words), .text(let word)): words.contains(word)
        case (.choices(let words), .list(let list)):
            !list.isEmpty && list.allSatisfy(words.contains) && Set(list).count == list.count
        case (.text(let limit), .text(let text)): text.count <= limit
        case (.date, .text(let text)): text.isEmpty || Self.isDate(text)
        case (.phases, .list(let words)): (try? Phases.read(words.map { .string($0) })) != nil
        default: false
        }
    }

    private static func compact(_ seconds: Double) -> String {
        DurationText.compact(.microseconds(Int64((seconds * 1_000_000).rounded())))
    }
}

extension AttributeSpec {
    /// What is allowed here: `thighs, back, calves`, `0 – 10`.
    public var allowed: String {
        switch kind {
        case .choice(let words): words.joined(separator: ", ")
        case .integer(let range): "\(range.lowerBound) – \(range.upperBound)"
        case .text(let limit): "text of at most \(limit) characters"
        }
    }

    /// The value that `text` means; a choice may be shortened when unambiguous.
    ///
    /// - Throws: ``SettingProblem`` naming the key and what is allowed.
    public func check(_ text: String) throws(SettingProblem) -> String {
        switch kind {
        case .choice(let words):
            let wanted = text.lowercased()
            if words.contains(wanted) { return wanted }
            let matches = words.filter { $0.hasPrefix(wanted) }
            guard matches.count == 1, !wanted.isEmpty else { throw refusal("\(text.quoted) is not known here") }
            return matches[0]
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else {
                throw refusal("\(text.quoted) is out of range")
            }
            return String(number)
        case .text(let limit):
            guard text.count <= limit else { throw refusal("the text has \(text.count) characters") }
            return text
        }
    }

    private func refusal(_ problem: String) -> SettingProblem {
        SettingProblem(key: key, problem: problem, allowed: allowed)
    }
}
