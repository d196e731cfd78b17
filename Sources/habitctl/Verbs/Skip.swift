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
            let client = ControlClient()
            let firm = try self.firm(client)
            let given = try reason ?? (firm == nil ? nil : Self.why())
            let reason = try EntryDetails([], note: given, verb: "skip").note
            try output.answer("Skip", Control.SkipCall(habit: habit, reason: reason), client: client) {
                (reply: Control.EntryReply, terminal) in
                // It is skipped already; its id will do where the title cannot be asked for.
                let day: Control.StatusReply? = try? client.call("Status")
                let title = day?.habits.first { $0.id == reply.entry.habit }?.title
                let sentence = EntryText(terminal, now: Surroundings.now()).sentence(reply.entry, title: title) + "."
                guard let firm else { return [sentence] }
                return [sentence, "It stays on the agenda: you are asked again tomorrow, until it is done or booked."]
                    + Self.gaps(firm, client, terminal)
            }
        }

        /// The id of the habit where what it asks is firm; nil for any other.
        private func firm(_ client: ControlClient) throws -> String? {
            let why: Control.ExplainReply = try client.call("Explain", Control.ExplainCall(habit: habit))
            let day: Control.StatusReply = try client.call("Status")
            return day.habits.first { $0.id == why.id && $0.firm == true }?.id
        }

        /// Asked on a terminal only; Enter is fine.
        private static func why() throws -> String? {
            guard RawTerminal.isAtHand else { return nil }
            try Output.write(Array("Why? For yourself; Enter is fine: ".utf8), to: 2)
            let line = readLine() ?? ""
            return line.isEmpty ? nil : line
        }

        /// What the history shows about gaps, where the habit is one that is kept by appointment and enough was told.
        private static func gaps(_ habit: String, _ client: ControlClient, _ terminal: Terminal) -> [String] {
            let book: Control.BookReply? = try? client.call("Book", Control.BookCall(habit: habit))
            return book.map { BookText.gaps($0, terminal) } ?? []
        }
    }
}
