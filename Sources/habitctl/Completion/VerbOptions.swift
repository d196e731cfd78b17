internal import ArgumentParser
internal import HabitKit

/// What the verbs understand, for completing it.
enum VerbOptions {
    /// Every verb that a person types.
    static var verbs: [String] { Root.verbs.filter { $0.value.configuration.shouldDisplay }.keys.sorted() }

    /// The verbs that a verb has of its own, or the words that it takes.
    static func firstWords(after verb: String) -> [String] {
        switch verb {
        case "export": Verb.Export.Format.allCases.map(\.rawValue)
        case "import": Verb.Import.formats
        case "completion": CompletionShell.allCases.map(\.rawValue)
        default: Root.verbs[verb]?.configuration.subcommands.map { $0._commandName } ?? []
        }
    }

    /// What may follow an option; an empty list for what is free.
    static let values: [String: [String]] = [
        "--color": ColorChoice.allCases.map(\.rawValue), "--kind": Entry.Kind.told.map(\.rawValue),
        "--language": Scaffold.Language.allCases.map(\.rawValue), "--at": [], "--note": [], "--reason": [],
        "--since": [], "--until": [], "--days": [], "--directory": [], "--name": [], "--html": [], "--markdown": [],
        "--as": [],
    ].merging(HabitKit.CheckIn.Scale.allCases.map { ("--\($0.rawValue)", (0...10).map(String.init)) }) { $1 }

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
