internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Routine: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "routine", abstract: "The steps of a habit's routine: what it asks for now, or the one named.")

        @Argument(help: "The habit; its name may be shortened.")
        var habit: String

        @Argument(help: "A routine of that habit.")
        var routine: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Routine", Control.RoutineCall(habit: habit, routine: routine)) {
                (reply: Control.RoutineReply, terminal) in
                RoutineText(reply: reply, terminal: terminal).lines
            }
        }
    }
}
