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
            let (id, title, isFirm) = try asked(client)
            let given = try reason ?? (isFirm ? Self.why() : nil)
            let reason = try EntryDetails([], note: given, verb: "skip").note
            try output.answer("Skip", Control.SkipCall(habit: habit, reason: reason), client: client) {
                (reply: Control.EntryReply, terminal) in
                let sentence = EntryText(terminal, now: Surroundings.now()).sentence(reply.entry, title: title) + "."
                guard isFirm else { return [sentence] }
                return [sentence, "It stays on the agenda: you are asked again tomorrow, until it is done or booked."]
                    + Self.gaps(id, client, terminal)
            }
        }

        /// The habit that is meant, and whether what it asks is firm.
        private func asked(_ client: ControlClient) throws -> (id: String, title: String, isFirm: Bool) {
            let why: Control.ExplainReply = try client.call("Explain", Control.ExplainCall(habit: habit))
            let day: Control.StatusReply = try client.call("Status")
            return (why.id, why.title, day.habits.contains { $0.id == why.id && $0.firm == true })
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
