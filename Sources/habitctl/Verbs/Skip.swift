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
            let reason = try EntryDetails([], note: reason, verb: "skip").note
            let client = ControlClient()
            try output.answer("Skip", Control.SkipCall(habit: habit, reason: reason), client: client) {
                (reply: Control.EntryReply, terminal) in
                // It is skipped already; its id will do where the title cannot be asked for.
                let day: Control.StatusReply? = try? client.call("Status")
                let title = day?.habits.first { $0.id == reply.entry.habit }?.title
                return [EntryText(terminal, now: Surroundings.now()).sentence(reply.entry, title: title) + "."]
            }
        }
    }
}
