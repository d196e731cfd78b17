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
                name: "How it feels",
                subcommands: [
                    Verb.CheckIn.self, Verb.Book.self, Verb.Victory.self, Verb.Tell.self, Verb.Safety.self,
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
                    Verb.Habits.self, Verb.Plugin.self, Verb.Report.self,
                ]),
            CommandGroup(name: "What became of it", subcommands: [Verb.Trends.self]),
            CommandGroup(
                name: "The rest",
                subcommands: [
                    Verb.Config.self, Verb.Reload.self, Verb.Export.self, Verb.Import.self, Verb.Forget.self,
                    Verb.Backup.self, Verb.Completion.self, Verb.Complete.self, Verb.Version.self,
                ]),
        ],
        defaultSubcommand: Verb.Status.self)
}

extension Root {
    /// Every verb and its other names. A table of its own, for asking the parser for its commands' names costs as much as
    /// a call to habitd.
    static let verbs: [String: any ParsableCommand.Type] = [
        "amend": Verb.Amend.self,
        "away": Verb.Away.self,
        "back": Verb.Back.self,
        "backup": Verb.Backup.self,
        "book": Verb.Book.self,
        "check-in": Verb.CheckIn.self,
        "complete": Verb.Complete.self,
        "completion": Verb.Completion.self,
        "config": Verb.Config.self,
        "done": Verb.Done.self,
        "export": Verb.Export.self,
        "forget": Verb.Forget.self,
        "habits": Verb.Habits.self,
        "history": Verb.History.self,
        "import": Verb.Import.self,
        "log": Verb.Done.self,
        "mode": Verb.Mode.self,
        "pause": Verb.Pause.self,
        "plugin": Verb.Plugin.self,
        "plugins": Verb.Plugin.self,
        "preview": Verb.Preview.self,
        "reload": Verb.Reload.self,
        "report": Verb.Report.self,
        "resume": Verb.Resume.self,
        "routine": Verb.Routine.self,
        "safety": Verb.Safety.self,
        "skip": Verb.Skip.self,
        "snooze": Verb.Snooze.self,
        "status": Verb.Status.self,
        "tell": Verb.Tell.self,
        "trends": Verb.Trends.self,
        "undo": Verb.Undo.self,
        "victory": Verb.Victory.self,
        "version": Verb.Version.self,
        "watch": Verb.Watch.self,
        "why": Verb.Why.self,
    ]

    /// The same as the parser has it; a test holds the table to it.
    static var parsedVerbs: [String: any ParsableCommand.Type] {
        let types = configuration.groupedSubcommands.flatMap(\.subcommands)
        return types.reduce(into: [:]) { verbs, type in
            for name in [type._commandName] + type.configuration.aliases { verbs[name] = type }
        }
    }

    /// The verb that the words mean, with its arguments.
    ///
    /// Only its own parser runs when that succeeds; help, and what is wrong, are told by the whole one.
    static func command(for words: [String]) throws -> any ParsableCommand {
        if let command = PlainCall.command(for: words) { return command }
        if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            return try parseAsRoot(words)
        }
        let isBare = words.first?.hasPrefix("-") ?? true
        let verb = isBare ? Verb.Status.self : verbs[words[0]]
        if let verb, let command = try? verb.parseAsRoot(isBare ? words : Array(words.dropFirst())) { return command }
        return try parseAsRoot(words)
    }
}
