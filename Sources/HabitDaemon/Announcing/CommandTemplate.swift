package import HabitEngine

/// The argument list of `[reminders] run`, with `{title}`, `{message}`, `{habit}` and `{reason}` to be filled in.
/// No shell sees it: what is put in stays one argument, whatever it says.
package struct CommandTemplate: Sendable, Equatable {
    private let arguments: [String]

    /// `["notify-send"]` alone is the preset for desktop notifications.
    package init(_ arguments: [String]) {
        self.arguments = arguments == ["notify-send"] ? Self.notifySend : arguments
    }

    private static let notifySend = ["notify-send", "--app-name=habitd", "--", "{title}", "{message}"]

    /// What is filled in.
    package static let placeholders = ["{title}", "{message}", "{habit}", "{reason}"]

    /// The first `{word}` of a command that nobody fills in. A script, which follows `-c`, has braces of its own, and so
    /// have a shell's `${variables}`.
    package static func unknownPlaceholder(in arguments: [String]) -> String? {
        for (argument, before) in zip(arguments, [""] + arguments) where before != "-c" {
            var rest = argument[...]
            while let brace = rest.firstIndex(of: "{") {
                let isVariable = rest[..<brace].last == "$"
                rest = rest[brace...].dropFirst()
                let word = rest.prefix { ("a"..."z").contains($0) || $0 == "_" }
                guard !word.isEmpty, !isVariable, rest.dropFirst(word.count).first == "}" else { continue }
                if !placeholders.contains("{\(word)}") { return "{\(word)}" }
            }
        }
        return nil
    }

    package var isEmpty: Bool { arguments.isEmpty }
    package var program: String { arguments.first ?? "" }

    package func filled(for announcement: Announcement) -> [String] {
        let prompts = announcement.prompts
        let hidden = prompts.contains { $0.isPrivate }
        let values: [(String, String)] = [
            ("{title}", prompts.map { $0.isPrivate ? "habitd" : $0.title }.joined(separator: ", ")),
            (
                "{message}",
                prompts.map { $0.isPrivate ? JournalMessage.privateMessage : $0.message }.joined(separator: "\n")
            ),
            ("{habit}", prompts.map(\.habit).joined(separator: ",")),
            ("{reason}", hidden ? "" : prompts.map(\.reason).joined(separator: "; ")),
        ]
        return arguments.map { fill($0, with: values) }
    }

    /// One pass, so that a title that says `{message}` stays as it is.
    private func fill(_ argument: String, with values: [(String, String)]) -> String {
        var filled = ""
        var rest = argument[...]
        while let brace = rest.firstIndex(of: "{") {
            filled += rest[..<brace]
            rest = rest[brace...]
            guard let (name, value) = values.first(where: { rest.hasPrefix($0.0) }) else {
                filled.append(rest.removeFirst())
                continue
            }
            // An argument cannot hold a zero byte.
            filled += value.filter { $0 != "\0" }
            rest = rest.dropFirst(name.count)
        }
        return filled + rest
    }
}
