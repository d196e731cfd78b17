internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Book: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "book", abstract: "Fix the next appointment, or look at what to take along to it.",
            usage: "habitctl book [HABIT] [TIME] [--cancel] [--note TEXT]",
            discussion: """
                habitctl book "2026-12-03 17:00"
                habitctl book massage "friday 10:00"     another time takes the place of the first
                habitctl book                            plan, last session, and what to tell

                How often is a plan agreed with your therapist: no study backs a taper from weekly to monthly.
                """)

        @Argument(help: "The habit, where several are kept by appointment; and when.")
        var words: [String] = []

        @Flag(help: "Take the appointment back.")
        var cancel = false

        @Option(parsing: .unconditional, help: "A note to the appointment; - reads it from standard input.")
        var note: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            var call = try Self.call(words)
            if cancel {
                guard call.at == nil else {
                    throw Failure(.usage, "An appointment is taken back or made, not both. Nothing was changed.")
                }
                call.cancel = true
            }
            call.note = try EntryDetails([], note: note, verb: "book").note
            guard call.note == nil || call.at != nil else {
                throw Failure(.usage, "A note belongs to an appointment.", hints: ["habitctl book TIME --note TEXT"])
            }
            try output.answer("Book", call) { (reply: Control.BookReply, terminal) in
                BookText(reply: reply, terminal: terminal, now: Surroundings.now(), isCancelled: cancel).lines
            }
        }

        /// `massage friday 10:00`, `friday 10:00`, `massage`: a time has a digit, or is a day's name.
        static func call(_ words: [String]) throws(Failure) -> Control.BookCall {
            guard let first = words.first else { return Control.BookCall() }
            let isTime = first.contains(where: \.isNumber) || days.contains(first.lowercased())
            let time = (isTime ? words[...] : words.dropFirst()).joined(separator: " ")
            return Control.BookCall(habit: isTime ? nil : first, at: time.isEmpty ? nil : time)
        }

        private static let days: Set<String> =
            Set(Weekday.allCases.flatMap { [$0.key, $0.name.lowercased()] } + ["today", "tomorrow", "in", "next"])
    }
}
