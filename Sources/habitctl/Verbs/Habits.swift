internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Habits: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "habits", abstract: "The configured habits, their settings and what each may be set to.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Habits") { (reply: Control.HabitsReply, terminal) in
                HabitsText(reply: reply, terminal: terminal).lines
            }
        }
    }
}
