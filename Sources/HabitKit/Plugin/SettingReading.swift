/// A setting as a configuration file holds it, before its spec has looked at it.
public enum RawSetting: Sendable, Equatable, Codable, CustomStringConvertible {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case list([RawSetting])
    case table([String: RawSetting])

    /// As TOML writes it: `"45min"`, `5`, `["neck", "hips"]`.
    public var description: String {
        switch self {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .boolean(let value): "\(value)"
        case .list(let items): "[" + items.map(\.description).joined(separator: ", ") + "]"
        case .table(let table):
            "{ " + table.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ") + " }"
        }
    }
}

/// What is wrong with one setting, and what is allowed there.
public struct SettingProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// The setting, or the attribute, as it is typed.
    public var key: String
    /// One clause without a full stop: `“5h” is too long`.
    public var problem: String
    /// `1min – 8h`; nil where nothing more can be said.
    public var allowed: String?

    public init(key: String, problem: String, allowed: String? = nil) {
        self.key = key
        self.problem = problem
        self.allowed = allowed
    }

    /// One line: `every: “5s” is too short; allowed: 1min – 8h`.
    public var description: String {
        "\(key): \(problem)" + (allowed.map { "; allowed: \($0)" } ?? "")
    }
}

extension SettingSpec {
    /// The value that `raw` means here.
    ///
    /// - Throws: ``SettingProblem`` naming the key and what is allowed, for a wrong type or a value out of range.
    public func read(_ raw: RawSetting) throws(SettingProblem) -> SettingValue {
        switch kind {
        case .duration(let range): .number(try duration(raw, in: range))
        case .quantity(let unit, let range): .number(try quantity(raw, unit, in: range))
        case .integer(let range): .integer(try integer(raw, in: range))
        case .boolean: .boolean(try boolean(raw))
        case .time: .text(try time(raw))
        case .times(let most): .list(try times(raw, most))
        case .choice(let words): .text(try word(raw, of: words))
        case .choices(let words): .list(try list(raw, of: words))
        case .text(let limit): .text(try text(raw, limit: limit))
        case .date: .text(try date(raw))
        case .phases: .list(try phases(raw))
        }
    }

    private func problem(_ text: String) -> SettingProblem {
        SettingProblem(key: key, problem: text, allowed: allowed)
    }

    private func duration(_ raw: RawSetting, in range: ClosedRange<Double>) throws(SettingProblem) -> Double {
        guard case .string(let text) = raw else { throw problem("a duration with its unit is wanted, as in \"45min\"") }
        let duration: Duration
        do { duration = try DurationText.parse(text) } catch { throw problem(error.description) }
        let seconds = Double(duration.microseconds) / 1_000_000
        guard range.contains(seconds) else {
            throw problem("\(text.quoted) is too \(seconds < range.lowerBound ? "short" : "long")")
        }
        return seconds
    }

    private func quantity(
        _ raw: RawSetting, _ unit: Unit, in range: ClosedRange<Double>
    ) throws(SettingProblem) -> Double {
        let amount: Double
        switch raw {
        case .integer(let number): amount = Double(number)
        case .number(let number): amount = number
        case .string(let text):
            do { amount = try Quantity(parsing: text, default: unit).converted(to: unit).amount } catch {
                throw problem(error.description)
            }
        case .boolean, .list, .table: throw problem("an amount is wanted, as in \"\(printed(range.upperBound, unit))\"")
        }
        guard range.contains(amount) else {
            throw problem("\(printed(amount, unit)) is too \(amount < range.lowerBound ? "little" : "much")")
        }
        return amount
    }

    private func integer(_ raw: RawSetting, in range: ClosedRange<Int>) throws(SettingProblem) -> Int {
        guard case .integer(let number) = raw else { throw problem("a whole number is wanted") }
        guard range.contains(number) else {
            throw problem("\(number) is too \(number < range.lowerBound ? "small" : "large")")
        }
        return number
    }

    private func boolean(_ raw: RawSetting) throws(SettingProblem) -> Bool {
        guard case .boolean(let value) = raw else { throw problem("true or false is wanted") }
        return value
    }

    private func time(_ raw: RawSetting) throws(SettingProblem) -> String {
        guard case .string(let text) = raw, let time = LocalTime(text: text) else {
            throw problem("a time of day is wanted, as in \"18:00\"")
        }
        return time.exactText
    }

    /// One time may stand by itself.
    private func times(_ raw: RawSetting, _ most: Int) throws(SettingProblem) -> [String] {
        guard case .list(let items) = raw else { return [try time(raw)] }
        guard (1...most).contains(items.count) else { throw problem("\(items.count) times are not wanted") }
        var found: [LocalTime] = []
        for item in items {
            guard case .string(let text) = item, let time = LocalTime(text: text) else {
                throw problem("a time of day is wanted, as in \"18:00\"")
            }
            if found.contains(time) { throw problem("\(text.quoted) stands twice") }
            found.append(time)
        }
        return found.sorted().map(\.exactText)
    }

    private func date(_ raw: RawSetting) throws(SettingProblem) -> String {
        guard case .string(let text) = raw, text.isEmpty || Self.isDate(text) else {
            throw problem("a date is wanted, as in 2026-09-01")
        }
        return text
    }

    static func isDate(_ text: String) -> Bool {
        LocalDate(text: text).map { (1900...9999).contains($0.components.year) } ?? false
    }

    private func phases(_ raw: RawSetting) throws(SettingProblem) -> [String] {
        guard case .list(let items) = raw else { throw problem("a list of phases is wanted") }
        do { return try Phases.read(items).map(\.text) } catch { throw problem(error.problem) }
    }

    private func word(_ raw: RawSetting, of words: [String]) throws(SettingProblem) -> String {
        guard case .string(let text) = raw else { throw problem("one of the allowed words is wanted, in quotes") }
        guard words.contains(text) else { throw problem("\(text.quoted) is not known here") }
        return text
    }

    private func list(_ raw: RawSetting, of words: [String]) throws(SettingProblem) -> [String] {
        guard case .list(let items) = raw else {
            throw problem("a list of words is wanted, as in [\"\(words.first ?? "")\"]")
        }
        guard !items.isEmpty else { throw problem("the list is empty") }
        var found: [String] = []
        for item in items {
            let text = try word(item, of: words)
            if found.contains(text) { throw problem("\(text.quoted) stands twice") }
            found.append(text)
        }
        return found
    }

    private func text(_ raw: RawSetting, limit: Int) throws(SettingProblem) -> String {
        guard case .string(let text) = raw else { throw problem("text in quotes is wanted") }
        guard text.count <= limit else { throw problem("the text has \(text.count) characters") }
        return text
    }

    private func printed(_ amount: Double, _ unit: Unit) -> String {
        Quantity(amount: amount, unit: unit).text
    }
}
