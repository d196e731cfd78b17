internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Plugin: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plugin", abstract: "The kinds of habit there are, and where they come from.",
            subcommands: [List.self, New.self, Check.self], defaultSubcommand: List.self, aliases: ["plugins"])

        struct List: ParsableCommand {
            static let configuration = CommandConfiguration(commandName: "list", abstract: "List them.")

            @OptionGroup var output: OutputOptions

            func run() throws {
                try output.answer("Plugins") { (reply: Control.PluginsReply, terminal) in
                    PluginsText(reply: reply, terminal: terminal).lines
                }
            }
        }
    }
}
