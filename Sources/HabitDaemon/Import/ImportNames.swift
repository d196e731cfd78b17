internal import HabitKit

/// What a habit that is called so over there is called here.
struct ImportNames: Sendable, Equatable {
    /// By the name in lower case.
    private var given: [String: Target] = [:]

    enum Target: Sendable, Equatable {
        case habit(String)
        /// Its amounts are ratings of a check-in.
        case scale(CheckIn.Scale)
    }

    init() {}

    /// Reads what `--as` was given: `Meditate=stretch`, `Headache=check-in.pain`.
    init(_ words: [String]) throws(ImportRefusal) {
        for word in words {
            guard let equals = word.lastIndex(of: "="), equals != word.startIndex else {
                throw ImportRefusal("--as takes a name and a habit, as in Meditate=stretch")
            }
            given[Self.key(word[..<equals])] = try Self.target(String(word[word.index(after: equals)...]))
        }
    }

    private static func target(_ text: String) throws(ImportRefusal) -> Target {
        let scale = CheckIn.habit + "."
        if text.hasPrefix(scale) {
            guard let scale = CheckIn.Scale(rawValue: String(text.dropFirst(scale.count))) else {
                let known = CheckIn.Scale.allCases.map { scale + $0.rawValue }.joined(separator: ", ")
                throw ImportRefusal("--as: \(ImportCheck.quoted(text)) is no scale; there are \(known)")
            }
            return .scale(scale)
        }
        guard PluginID.isValid(text) else {
            throw ImportRefusal("--as: \(ImportCheck.quoted(text)) is no habit's id, as in foam-roll")
        }
        return .habit(text)
    }

    /// What was said about a name, or about the id that would be made of it.
    subscript(name: String) -> Target? {
        given[Self.key(name)] ?? given[Self.id(of: name)]
    }

    private static func key(_ name: some StringProtocol) -> String {
        name.lowercased()
    }

    /// The id made of a name: `Read a book` → `read-a-book`. Letters of every script stay.
    static func id(of name: String) -> String {
        var id = ""
        for character in name.lowercased() {
            if character.isLetter || character.isNumber {
                id.append(character)
            } else if !id.isEmpty, id.last != "-" {
                id.append("-")
            }
            guard id.count < 64 else { break }
        }
        while id.last == "-" { id.removeLast() }
        return id.isEmpty ? "habit" : id
    }
}
