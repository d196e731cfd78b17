internal import HabitKit

/// What was typed about an entry beside its habit: `2 cups`, `area=back`, a note.
struct EntryDetails: Equatable {
    var amount: String?
    var attributes: [String: String]?
    var note: String?

    /// As many bytes as habitd keeps of a note; a longer one is refused here, before it is sent.
    static let noteLimit = 64 << 10

    init(_ words: [String], note: String?, verb: String) throws(Failure) {
        var amounts: [String] = []
        var attributes: [String: String] = [:]
        // What follows “--” begins with a dash as it likes.
        let optionsEnd = words.firstIndex(of: "--") ?? words.endIndex
        for (index, word) in words.enumerated() where index != optionsEnd {
            if let equals = word.firstIndex(of: "="), equals != word.startIndex, !word.hasPrefix("-") {
                let (key, value) = (String(word[..<equals]), String(word[word.index(after: equals)...]))
                if let earlier = attributes.updateValue(value, forKey: key) {
                    throw Self.repeated(key, earlier, value, verb)
                }
            } else if index < optionsEnd, Self.isOption(word) {
                throw Failure(
                    .usage, "There is no option “\(word.prefix(40))”.", hints: ["habitctl help \(verb)  lists them."])
            } else {
                amounts.append(word)
            }
        }
        amount = amounts.isEmpty ? nil : amounts.joined(separator: " ")
        self.attributes = attributes.isEmpty ? nil : attributes
        self.note = try Self.read(note)
    }

    private static func repeated(_ key: String, _ earlier: String, _ later: String, _ verb: String) -> Failure {
        Failure(
            .usage,
            "\(Failure.quoted(key)) is given twice, as \(Failure.quoted(earlier)) and as \(Failure.quoted(later)). "
                + "Nothing was \(verb == "amend" ? "changed" : "recorded").",
            hints: ["An entry has one value for each; two entries can have one each."])
    }

    /// `-5ml` is an amount, a wrong one, and habitd says so; `--nte` is a slip.
    private static func isOption(_ word: String) -> Bool {
        guard word.hasPrefix("-"), let second = word.dropFirst().first else { return false }
        return !second.isNumber && second != "." && second != ","
    }

    private static func read(_ note: String?) throws(Failure) -> String? {
        let text = note == "-" ? standardInput() : note
        guard let text, text.utf8.count > noteLimit else { return text }
        throw Failure(
            .usage, "This note cannot be kept: it is longer than the \(noteLimit) bytes that are kept of one.",
            hints: ["Nothing was recorded."])
    }

    /// Without the line end that echo and editors leave.
    private static func standardInput() -> String {
        var bytes = Surroundings.standardInput(limit: noteLimit + 1)
        while let last = bytes.last, last == 0x0a || last == 0x0d { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
