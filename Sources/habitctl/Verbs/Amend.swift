internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Amend: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "amend", abstract: "Correct an entry; what is not given stays.",
            usage: "habitctl amend ID [AMOUNT] [key=value ...] [--at TIME] [--note TEXT]")

        @Argument(help: "The entry's id, as habitctl history shows it.")
        var id: String

        @Argument(parsing: .allUnrecognized, help: "The right amount, and attributes as key=value.")
        var rest: [String] = []

        @Option(parsing: .unconditional, help: "When it was.")
        var at: String?

        @Option(parsing: .unconditional, help: "A note in place of the old one; - reads it from standard input.")
        var note: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let details = try EntryDetails(rest, note: note, verb: "amend")
            let call = Control.AmendCall(
                id: id, amount: details.amount, at: at, attributes: details.attributes, note: details.note)
            guard call != Control.AmendCall(id: id) else {
                throw Failure(
                    .usage, "There is nothing to correct in that.",
                    hints: ["Give the right amount, key=value, --at or --note."])
            }
            try output.answer("Amend", call) { (reply: Control.EntryReply, terminal) in
                let sentence = EntryText(terminal, now: Surroundings.now()).sentence(reply.entry)
                // A correction is an entry of its own, which has another id than the one it replaces.
                return ["Corrected: \(sentence) (id \(EntryText.shortID(reply.entry.id)))."]
            }
        }
    }
}
