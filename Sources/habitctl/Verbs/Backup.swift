internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Backup: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "backup", abstract: "The automatic backups, and putting one back.",
            subcommands: [List.self, Restore.self],
            defaultSubcommand: List.self)

        struct List: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "list", abstract: "List them, newest first; habitd need not run.")

            @OptionGroup var output: OutputOptions

            func run() throws {
                do {
                    try output.answer("Backups") { (reply: Control.BackupsReply, terminal) in text(reply, terminal) }
                } catch let error as TransportError where error.isAbsence {
                    // A backup is wanted most when habitd is stopped, and restoring one needs it to be.
                    let reply = try BackupFolder.ofThisUser().list()
                    guard output.json else { return try Output.print(text(reply, output.terminal)) }
                    try Output.write(JSONText.encode(reply) + [0x0a])
                }
            }

            private func text(_ reply: Control.BackupsReply, _ terminal: Terminal) -> [String] {
                BackupsText(reply: reply, terminal: terminal, now: Surroundings.now()).lines
            }
        }

        struct Restore: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "restore",
                abstract: "Put a backup in the history's place; habitd must be stopped, and the old file is kept.")

            @Argument(help: "The backup's file, or its name in habitctl backup list.")
            var file: String

            func run() throws {
                try Companion.become(["--restore", BackupFolder.ofThisUser().resolve(file)])
            }
        }
    }
}
