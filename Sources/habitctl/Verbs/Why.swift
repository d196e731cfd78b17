internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Why: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "why", abstract: "Why a habit spoke, or why it did not.")

        @Argument(help: "The habit; its name may be shortened.")
        var habit: String

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Explain", Control.ExplainCall(habit: habit)) { (reply: Control.ExplainReply, terminal) in
                WhyText(reply: reply, terminal: terminal, now: Surroundings.now()).lines
            }
        }
    }
}
