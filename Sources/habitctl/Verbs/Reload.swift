internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Reload: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reload",
            abstract: "Read the configuration and the plugins again; with a mistake in the configuration it stays.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Reload") { (reply: Control.ProblemsReply, terminal) in
                guard !reply.problems.isEmpty else { return ["The configuration was read again."] }
                return ["The configuration was read again, and some of the plugins need a look:"]
                    + reply.problems.flatMap { ProblemText.lines($0, terminal) }
            }
        }
    }
}
