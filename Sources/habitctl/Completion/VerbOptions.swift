internal import ArgumentParser
internal import HabitKit

/// What the verbs understand, for completing it.
enum VerbOptions {
    static let subverbs: [String: [String]] = [
        "plugin": ["list", "new", "check"], "config": ["check", "path", "example"], "backup": ["list", "restore"],
        "export": ["csv", "json"], "completion": CompletionShell.allCases.map(\.rawValue),
    ]

    /// What may follow an option; an empty list for what is free.
    static let values: [String: [String]] = [
        "--color": ColorChoice.allCases.map(\.rawValue), "--kind": Entry.Kind.allCases.map(\.rawValue),
        "--language": Scaffold.Language.allCases.map(\.rawValue), "--at": [], "--note": [], "--reason": [],
        "--since": [], "--until": [], "--days": [], "--directory": [],
    ]

    /// The long options of the verb that the words begin with, as its own help tells them.
    static func names(of words: [String]) -> [String] {
        guard let verb = Root.verbs[words[0]] else { return [] }
        let type = verb.configuration.subcommands.first { $0._commandName == words[1] } ?? verb
        let help = Root.helpMessage(for: type)
        let options = help.split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^ +(?:-\w, )?(--[a-z-]+)/).map { String($0.1) }
        }
        return options.filter { $0 != "--version" }
    }
}
