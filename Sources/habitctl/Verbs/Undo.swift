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
            try output.answer("Undo", Control.UndoCall(id: id)) { (reply: Control.EntryReply, terminal) in
                ["Taken back: \(EntryText(terminal, now: Surroundings.now()).sentence(reply.entry))."]
            }
        }
    }
}
