internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Undo: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "undo", abstract: "Take the latest entry back, or the one named.",
            discussion: "Nothing is lost: the entry stays in the history as superseded.")

        @Argument(help: "An entry's id, as habitctl history shows it.")
        var id: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Undo", Control.UndoCall(id: id)) { (reply: Control.UndoReply, terminal) in
                [Self.words(reply, EntryText(terminal, now: Surroundings.now()))]
            }
        }

        static func words(_ reply: Control.UndoReply, _ text: EntryText) -> String {
            let taken = "Taken back: \(text.sentence(reply.entry))"
            guard let restored = reply.restored else { return taken + "." }
            return "\(taken); \(text.what(restored)) counts again (id \(EntryText.shortID(restored.id)))."
        }
    }
}
