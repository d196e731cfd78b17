internal import ArgumentParser

/// The verbs of habitctl, one file each.
enum Verb {}

struct Root: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "habitctl",
        abstract: "Steers habitd, which reminds you of small, regular care.",
        usage: "habitctl [VERB] [ARGUMENT ...]",
        discussion: "Without a verb it shows the day. Habit names may be shortened; habitctl help VERB tells more.",
        version: "habitctl \(Verb.Version.client)",
        subcommands: [],
        groupedSubcommands: [
            CommandGroup(
                name: "What you did",
                subcommands: [
                    Verb.Done.self, Verb.Skip.self, Verb.Undo.self, Verb.Amend.self, Verb.History.self,
                ]),
            CommandGroup(
                name: "When it speaks",
                subcommands: [
                    Verb.Snooze.self, Verb.Pause.self, Verb.Resume.self, Verb.Away.self, Verb.Back.self, Verb.Mode.self,
                ]),
            CommandGroup(
                name: "What it thinks",
                subcommands: [
                    Verb.Status.self, Verb.Why.self, Verb.Preview.self, Verb.Routine.self, Verb.Watch.self,
                    Verb.Habits.self, Verb.Plugin.self,
                ]),
            CommandGroup(
                name: "The rest",
                subcommands: [
                    Verb.Config.self, Verb.Reload.self, Verb.Export.self, Verb.Backup.self, Verb.Version.self,
                ]),
        ],
        defaultSubcommand: Verb.Status.self)
}

extension Root {
    /// Every verb and its other names, and the parser's own.
    static var verbs: [String] {
        let types = configuration.groupedSubcommands.flatMap(\.subcommands)
        return types.flatMap { [$0._commandName] + $0.configuration.aliases } + ["help"]
    }

    /// The verb that the words mean, with its arguments.
    static func command(for words: [String]) throws -> any ParsableCommand {
        try parseAsRoot(words)
    }
}
