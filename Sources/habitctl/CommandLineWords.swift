/// The words of the command line, put in order before they are parsed.
enum CommandLineWords {
    /// `habitctl status --json` and `habitctl --json`: answered without a parser, for bars that ask every second.
    static func isRawStatus(_ words: some Collection<String>) -> Bool {
        words.elementsEqual(["status", "--json"]) || words.elementsEqual(["--json"])
    }

    /// Options that stand before the verb are moved behind it: `habitctl --color never why water`.
    static func ordered(_ words: [String]) -> [String] {
        var options: [String] = []
        var rest = words[...]
        while let word = rest.first, word == "--json" || word == "--color" || word.hasPrefix("--color=") {
            options.append(rest.removeFirst())
            if word == "--color", let value = rest.popFirst() { options.append(value) }
        }
        guard let verb = rest.first, !verb.hasPrefix("-") else { return words }
        return [verb] + options + rest.dropFirst()
    }

    /// What stands where a verb should and is none; nil when all is well.
    static func unknownVerb(_ words: [String], verbs: [String]) -> Failure? {
        // `help VERB` has to name one as well.
        let words = words.first == "help" ? Array(words.dropFirst()) : words
        guard let word = words.first, !word.hasPrefix("-"), !verbs.contains(word) else { return nil }
        let near = verbs.sorted().filter {
            $0.hasPrefix(word) || (word.count > 2 && word.hasPrefix($0)) || isSlip(word, $0)
        }
        let hint =
            near.isEmpty ? "habitctl help  lists what it can do." : "Did you mean:  \(near.joined(separator: ", "))"
        return Failure(.usage, "habitctl has no verb “\(word.fitted(to: 40))”.", hints: [hint])
    }

    /// Options whose next word is theirs, whatever it begins with.
    private static let takingWord: Set<String> = [
        "--at", "--note", "--reason", "--kind", "--since", "--until", "--days", "--color", "--name",
        "--html", "--markdown", "--as",
    ]

    /// What the parser would take for something else than is meant: `-1h` for a call for help, a bare `--exec` for none.
    static func misread(_ words: [String]) -> Failure? {
        let verb = words.first ?? ""
        for (before, word) in zip(words, words.dropFirst()) where !takingWord.contains(before) {
            if word == "--" { return nil }
            if word == "--exec" { return verb == "watch" && words.last == word ? commandMissing : nil }
            guard word.hasPrefix("-"), !word.hasPrefix("--"), word != "-h", word != "-" else { continue }
            if word.dropFirst().first?.isNumber == true {
                // An amount that means no call for help reaches habitd, which says what it takes.
                if ["done", "log", "amend"].contains(verb), !word.contains("h") { continue }
                return Failure(
                    .usage, "\(Failure.quoted(word)) is less than nothing. Nothing was changed.",
                    hints: ["Write it without the minus, like  1h30min"])
            }
            if word.contains("h") {
                return Failure(
                    .usage, "There is no option \(Failure.quoted(word)).", hints: ["habitctl help \(verb)  lists them."]
                )
            }
        }
        return nil
    }

    private static let commandMissing = Failure(
        .usage, "--exec starts a command, and none is given.",
        hints: ["habitctl watch --exec notify-send \"{title}\" \"{message}\""])

    /// Two letters swapped, or one left out, put in or replaced.
    private static func isSlip(_ typed: String, _ meant: String) -> Bool {
        let (typed, meant) = (Array(typed), Array(meant))
        guard abs(typed.count - meant.count) <= 1, meant.count > 3 else { return false }
        let same = zip(typed, meant).prefix { $0 == $1 }.count
        let (left, right) = (typed[same...], meant[same...])
        if left.dropFirst().elementsEqual(right.dropFirst()) || left.dropFirst().elementsEqual(right) { return true }
        if left.elementsEqual(right.dropFirst()) { return true }
        return left.count >= 2 && right.count >= 2 && left.prefix(2).elementsEqual(right.prefix(2).reversed())
            && left.dropFirst(2).elementsEqual(right.dropFirst(2))
    }
}
