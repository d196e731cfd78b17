internal import HabitKit

// What an entry may say beside its amount.
extension HabitFileReader {
    private static let allowed =
        "a list of words, { words = […] }, { minimum = 0, maximum = 10 } or { limit = 60 }, each with a summary if you like"

    mutating func attributes(_ node: ConfigNode?) -> [AttributeSpec] {
        let table = values.table(node, path: ["attributes"])
        guard table.count <= 20 else {
            note(["attributes"], "\(table.count) attributes are too many", "1 – 20")
            return []
        }
        return table.sorted { $0.key < $1.key }.compactMap { key, node in attribute(key, node, ["attributes", key]) }
    }

    private mutating func attribute(_ key: String, _ node: ConfigNode, _ path: [String]) -> AttributeSpec? {
        guard key.utf8.count <= 64, SettingRules.isKey(key) else {
            note(path, "a key is lower-case letters, digits, - and _", "as in area")
            return nil
        }
        switch node {
        case .value(.list(let items), _):
            return words(items, path).map { AttributeSpec(key, .choice($0), key) }
        case .table(let table, _): return attribute(key, table, path)
        case .value, .list:
            note(path, "\(node.text) does not say what it may hold", Self.allowed)
            return nil
        }
    }

    private mutating func attribute(_ key: String, _ table: [String: ConfigNode], _ path: [String]) -> AttributeSpec? {
        refuseUnknown(in: table, path: path, known: ["words", "minimum", "maximum", "limit", "summary"])
        let summary = line(FileKeys.summary, in: table, path: path) ?? key
        let isRange = table["minimum"] != nil || table["maximum"] != nil
        let kinds = [table["words"] != nil, isRange, table["limit"] != nil].filter(\.self).count
        guard kinds == 1 else {
            note(
                path, kinds == 0 ? "it does not say what it may hold" : "it says in two ways what it may hold",
                Self.allowed)
            return nil
        }
        if let node = table["words"] {
            guard case .value(.list(let items), _) = node else {
                note(path + ["words"], "a list of words is wanted", Self.allowed)
                return nil
            }
            return words(items, path + ["words"]).map { AttributeSpec(key, .choice($0), summary) }
        }
        if isRange {
            let lowest = integer(Self.end("minimum"), in: table, path: path)
            let highest = integer(Self.end("maximum"), in: table, path: path)
            if table["maximum"] == nil { note(path + ["maximum"], "is missing", Self.end("maximum").allowed) }
            let least = table["minimum"] == nil ? 0 : lowest
            guard let least, let highest else { return nil }
            guard least <= highest else {
                note(path + ["maximum"], "is less than minimum", "\(least) or more")
                return nil
            }
            return AttributeSpec(key, .integer(least...highest), summary)
        }
        let limit = SettingSpec("limit", .integer(1...1000), default: .integer(60), "")
        return integer(limit, in: table, path: path).map { AttributeSpec(key, .text($0), summary) }
    }

    private static func end(_ key: String) -> SettingSpec {
        SettingSpec(key, .integer(-1_000_000...1_000_000), default: .integer(0), "")
    }

    private mutating func words(_ items: [RawSetting], _ path: [String]) -> [String]? {
        guard (1...50).contains(items.count) else {
            note(path, items.isEmpty ? "the list is empty" : "\(items.count) words are too many", "1 – 50 words")
            return nil
        }
        var words: [String] = []
        for (index, item) in items.enumerated() {
            let place = path + [ConfigReader.item(index + 1)]
            guard case .string(let word) = item, word.utf8.count <= 64, SettingRules.isKey(word) else {
                note(place, "a word of lower-case letters, digits, - and _ is wanted", "as in \"lower-back\"")
                continue
            }
            if words.contains(word) { note(place, "“\(word)” stands twice") } else { words.append(word) }
        }
        return words.count == items.count ? words : nil
    }
}
