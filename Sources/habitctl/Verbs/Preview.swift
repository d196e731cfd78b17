internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Preview: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview", abstract: "What would be announced over the coming days if nothing is done.")

        @Option(help: "How many days, 1 to 14.")
        var days: Int?

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Preview", Control.PreviewCall(days: days)) { (reply: Control.PreviewReply, terminal) in
                PreviewText(reply: reply, terminal: terminal).lines
            }
        }
    }
}
