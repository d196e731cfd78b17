internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Reload: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reload", abstract: "Read the configuration again; with a mistake in it nothing changes.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Reload") { (reply: Control.ProblemsReply, terminal) in
                guard !reply.problems.isEmpty else { return ["The configuration was read again."] }
                var table = Table(terminal)
                for problem in reply.problems {
                    table.add((problem.file, nil), (problem.key, .title), (problem.problem, nil))
                }
                return ["The configuration was read again, and something in it needs a look:"] + table.lines
            }
        }
    }
}
