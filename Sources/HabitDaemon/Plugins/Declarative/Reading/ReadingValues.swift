internal import HabitKit

// Plain values: lines, switches, lengths of time, times of day.
extension HabitFileReader {
    /// One line of text that says something; nil where it is missing or wrong.
    mutating func line(_ spec: SettingSpec, in table: [String: ConfigNode], path: [String]) -> String? {
        guard case .text(let text)? = values.value(spec, in: table, path: path) else { return nil }
        guard case .text(let limit) = spec.kind, isOneLine(text, limit: limit), !text.allSatisfy(\.isWhitespace) else {
            note(path + [spec.key], Self.whyNoLine(text), spec.allowed)
            return nil
        }
        return text
    }

    static func whyNoLine(_ text: String) -> String {
        if text.allSatisfy(\.isWhitespace) { return "the text is empty" }
        return "the text must be one line without control characters"
    }

    mutating func flag(_ spec: SettingSpec, in table: [String: ConfigNode]) -> Bool? {
        guard case .boolean(let flag)? = values.value(spec, in: table, path: []) else { return nil }
        return flag
    }

    mutating func integer(_ spec: SettingSpec, in table: [String: ConfigNode], path: [String]) -> Int? {
        guard case .integer(let number)? = values.value(spec, in: table, path: path) else { return nil }
        return number
    }

    /// A duration in seconds, or an amount in the spec's unit.
    mutating func seconds(_ spec: SettingSpec, in table: [String: ConfigNode], path: [String]) -> Double? {
        guard case .number(let number)? = values.value(spec, in: table, path: path) else { return nil }
        return number
    }

    /// Times of day: one, or a list of up to `most`.
    mutating func times(_ table: [String: ConfigNode], path: [String], most: Int) -> [LocalTime]? {
        let spec = DeclaredSettings.at
        guard let node = table[spec.key] else { return nil }
        let place = path + [spec.key]
        let allowed =
            most == 1 ? "a time of day, as in \"18:00\"" : "1 – \(most) times of day, as in [\"08:00\", \"20:00\"]"
        guard case .value(let raw, _) = node else {
            note(place, "\(node.text) is not wanted here", allowed)
            return nil
        }
        guard case .list(let items) = raw else { return time(raw, place).map { [$0] } }
        guard (1...most).contains(items.count) else {
            note(place, items.isEmpty ? "the list is empty" : "\(items.count) times are too many here", allowed)
            return nil
        }
        let times = items.enumerated().compactMap { index, item in
            time(item, items.count == 1 ? place : place + [ConfigReader.item(index + 1)])
        }
        guard times.count == items.count else { return nil }
        for (index, time) in times.enumerated() where times[..<index].contains(time) {
            note(place + [ConfigReader.item(index + 1)], "\(time.text) stands twice")
        }
        return times.sorted()
    }

    private mutating func time(_ raw: RawSetting, _ path: [String]) -> LocalTime? {
        do throws(SettingProblem) {
            guard case .text(let text) = try DeclaredSettings.at.read(raw) else { return nil }
            return LocalTime(text: text)
        } catch {
            note(path, error.problem, error.allowed)
            return nil
        }
    }

    /// The messages, one or several that take turns.
    mutating func messages(_ node: ConfigNode?, path: [String], hasTarget: Bool) -> [MessageTemplate] {
        let allowed = "a line of at most 160 characters, or a list of 1 – 50 of them"
        switch node {
        case nil: return []
        case .value(.string(let text), _): return message(text, path, hasTarget).map { [$0] } ?? []
        case .value(.list(let items), _):
            guard (1...50).contains(items.count) else {
                note(path, items.isEmpty ? "the list is empty" : "\(items.count) messages are too many", allowed)
                return []
            }
            return items.enumerated().compactMap { index, item in
                let place = path + [ConfigReader.item(index + 1)]
                guard case .string(let text) = item else {
                    note(place, "a line in quotes is wanted", allowed)
                    return nil
                }
                return message(text, place, hasTarget)
            }
        case .some:
            note(path, "a line in quotes is wanted", allowed)
            return []
        }
    }

    private mutating func message(_ text: String, _ path: [String], _ hasTarget: Bool) -> MessageTemplate? {
        let places = MessageTemplate.Place.allCases.map(\.written)
        guard isOneLine(text, limit: 160), !text.allSatisfy(\.isWhitespace) else {
            let isLong = text.unicodeScalars.count > 160 && !text.contains(where: \.isNewline)
            note(path, isLong ? "the text is too long" : Self.whyNoLine(text), "a line of at most 160 characters")
            return nil
        }
        if let unknown = Self.unknownPlace(in: text) {
            let hint = NearestKey.suggestion(for: unknown, among: places).map { "; did you mean “\($0)”?" } ?? ""
            note(path, "nothing fills in “\(unknown)”\(hint)", places.joined(separator: ", "))
            return nil
        }
        let template = MessageTemplate(text: text)
        if !hasTarget, let place = template.places.first(where: { $0 == .target || $0 == .left }) {
            note(path, "there is no target that could fill in “\(place.written)”", "{done}, {portion}")
        }
        guard template.longest <= 200 else {
            note(path, "the text is too long once its numbers are filled in", "at most 200 characters with them")
            return nil
        }
        return template
    }

    /// A word in braces that is no place for a number.
    private static func unknownPlace(in text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return nil }
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let inner = rest[rest.index(after: open)...]
            let word = inner.prefix { $0.isASCII && $0.isLetter }
            rest = inner
            guard !word.isEmpty, inner.dropFirst(word.count).first == "}" else { continue }
            if MessageTemplate.Place(rawValue: String(word)) == nil { return "{\(word)}" }
        }
        return nil
    }
}
