internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "The automatic backups, and putting one back.",
            subcommands: [List.self, Restore.self],
            defaultSubcommand: List.self)

        struct List: ParsableCommand {
            static let configuration = CommandConfiguration(commandName: "list", abstract: "List them, newest first.")

            @OptionGroup var output: OutputOptions

            func run() throws {
                try output.answer("Backups") { (reply: Control.BackupsReply, terminal) in
                    BackupsText(reply: reply, terminal: terminal, now: Surroundings.now()).lines
                }
            }
        }

        struct Restore: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "restore",
                abstract: "Put a backup in the history's place; habitd must be stopped, and the old file is kept.")

            @Argument(help: "The backup's file.")
            var file: String

            func run() throws {
                try Companion.become(["--restore", file])
            }
        }
    }
}
