internal import HabitKit
internal import TOMLKit

/// A part of a configuration file: a table, or a value and the file it stands in.
enum ConfigNode: Sendable {
    case table([String: ConfigNode], file: String)
    case value(RawSetting, file: String)
    /// A list that holds tables, such as phases and steps; a list of plain values is a value. No setting takes it.
    case list([ConfigNode], file: String)

    var file: String {
        switch self {
        case .table(_, let file), .value(_, let file), .list(_, let file): file
        }
    }

    /// The table of a parsed document.
    static func entries(of table: TOMLTable, file: String) -> [String: ConfigNode] {
        var entries: [String: ConfigNode] = [:]
        for key in table.keys { entries[key] = table[key].map { node($0, file: file) } }
        return entries
    }

    private static func node(_ value: any TOMLValueConvertible, file: String) -> ConfigNode {
        if let table = value.table { return .table(entries(of: table, file: file), file: file) }
        if let raw = raw(value) { return .value(raw, file: file) }
        return .list((value.array ?? TOMLArray()).map { node($0, file: file) }, file: file)
    }

    /// Dates and times are taken as the text they would be written as in quotes.
    private static func raw(_ value: any TOMLValueConvertible) -> RawSetting? {
        switch value.type {
        case .string: value.string.map { .string($0) }
        case .int: value.int.map { .integer($0) }
        case .double: value.double.map { .number($0) }
        case .bool: value.bool.map { .boolean($0) }
        case .date: value.date.map { .string(text($0)) }
        case .time: value.time.map { .string(text($0)) }
        case .dateTime: value.dateTime.map { .string(text($0.date) + "T" + text($0.time)) }
        case .array: list(value)
        case .table: nil
        }
    }

    private static func list(_ value: any TOMLValueConvertible) -> RawSetting? {
        var items: [RawSetting] = []
        for item in value.array ?? TOMLArray() {
            guard let raw = raw(item) else { return nil }
            items.append(raw)
        }
        return .list(items)
    }

    private static func text(_ date: TOMLDate) -> String {
        LocalDate(year: date.year, month: date.month, day: date.day)?.text ?? ""
    }

    private static func text(_ time: TOMLTime) -> String {
        // A second that is written is one that is meant: “07:00:30” is not silently 07:00.
        let clock = [time.hour, time.minute] + (time.second == 0 ? [] : [time.second])
        return clock.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":")
    }

    /// Adds what a later file says. Where it says something else than an earlier one, that is a problem of both.
    static func merge(
        _ table: [String: ConfigNode], into base: inout [String: ConfigNode], path: [String],
        problems: inout [Control.ConfigProblem]
    ) {
        for (key, node) in table.sorted(by: { $0.key < $1.key }) {
            guard let earlier = base[key] else {
                base[key] = node
                continue
            }
            if case .table(var known, let file) = earlier, case .table(let new, _) = node {
                merge(new, into: &known, path: path + [key], problems: &problems)
                base[key] = .table(known, file: file)
            } else if earlier.text != node.text {
                problems.append(
                    .init(
                        file: node.file, key: ConfigReader.name(path + [key]),
                        problem: "is \(node.text) here and \(earlier.text) in \(earlier.file); say it in one place",
                        allowed: nil))
            }
        }
    }

    /// As it would be written in a file.
    var text: String {
        switch self {
        case .table: "a table"
        case .list: "a list of tables"
        case .value(let raw, _): Self.text(raw)
        }
    }

    private static func text(_ raw: RawSetting) -> String {
        switch raw {
        case .string(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .boolean(let value): "\(value)"
        case .list(let items): "[\(items.map { text($0) }.joined(separator: ", "))]"
        case .table: raw.description
        }
    }

    /// What stands here as one value, a table or a list of tables included.
    var asRaw: RawSetting {
        switch self {
        case .value(let raw, _): raw
        case .list(let items, _): .list(items.map(\.asRaw))
        case .table(let table, _): .table(table.mapValues(\.asRaw))
        }
    }
}
