internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Skip: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "skip", abstract: "Let a habit go this once.")

        @Argument(help: "The habit; its name may be shortened.")
        var habit: String

        @Option(parsing: .unconditional, help: "Why, for yourself; - reads it from standard input.")
        var reason: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let reason = try EntryDetails([], note: reason).note
            try output.answer("Skip", Control.SkipCall(habit: habit, reason: reason)) {
                (reply: Control.EntryReply, terminal) in
                [EntryText(terminal, now: Surroundings.now()).sentence(reply.entry) + "."]
            }
        }
    }
}
