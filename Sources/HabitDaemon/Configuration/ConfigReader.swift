internal import HabitKit

/// Takes values out of tables and notes everything that is wrong with them.
struct ConfigReader {
    var problems: [Control.ConfigProblem] = []

    /// The entries of a section, which must be a table; none where it is missing.
    mutating func table(_ node: ConfigNode?, path: [String]) -> [String: ConfigNode] {
        switch node {
        case nil: return [:]
        case .table(let entries, _): return entries
        case .value(_, let file), .list(_, let file):
            let name = Self.name(path)
            note(file, path, "a table is wanted, as in [\(name)]", nil)
            return [:]
        }
    }

    /// The value of a plain setting, checked; nil where it is missing or wrong.
    ///
    /// - Parameter allowed: what is allowed where that is less than the spec says.
    mutating func value(
        _ spec: SettingSpec, in table: [String: ConfigNode], path: [String], allowed: String? = nil
    ) -> SettingValue? {
        guard let node = table[spec.key] else { return nil }
        let isPlan = if case .phases = spec.kind { true } else { false }
        guard let raw = isPlan ? node.asRaw : raw(node, path: path + [spec.key], allowed: allowed ?? spec.allowed)
        else { return nil }
        do {
            return try spec.read(raw)
        } catch {
            note(node.file, path + [spec.key], error.problem, allowed ?? error.allowed)
            return nil
        }
    }

    /// What stands at a key, unless it is a table.
    mutating func raw(_ node: ConfigNode, path: [String], allowed: String?) -> RawSetting? {
        if case .value(let raw, _) = node { return raw }
        note(node.file, path, "\(node.text) is not wanted here", allowed)
        return nil
    }

    mutating func refuseUnknown(in table: [String: ConfigNode], path: [String], known: [String]) {
        for (key, node) in table.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
            let hint = NearestKey.suggestion(for: key, among: known).map { "; did you mean “\($0)”?" } ?? ""
            note(node.file, path + [key], "there is no such key\(hint)", known.joined(separator: ", "))
        }
    }

    mutating func note(_ file: String, _ path: [String], _ problem: String, _ allowed: String?) {
        problems.append(.init(file: file, key: Self.name(path), problem: problem, allowed: allowed))
    }

    /// The part of a path that means an item of a list, counted from 1.
    static func item(_ number: Int) -> String { "[\(number)]" }

    /// A key as TOML writes it: `habits.water.target`; an item of a list by its number: `steps[2].hold`.
    static func name(_ path: [String]) -> String {
        path.reduce(into: "") { name, part in
            let isItem = part.hasPrefix("[") && part.hasSuffix("]") && Int(part.dropFirst().dropLast()) != nil
            name += isItem ? part : (name.isEmpty ? "" : ".") + key(part)
        }
    }

    private static func key(_ part: String) -> String {
        let isBare =
            !part.isEmpty
            && part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
        return isBare ? part : "\"\(part)\""
    }
}
