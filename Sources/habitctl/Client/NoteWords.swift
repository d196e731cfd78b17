internal import ArgumentParser
internal import HabitKit

/// Words to keep, and when they are of: what `victory` and `tell` take.
struct NoteWords: ParsableArguments {
    @Argument(help: "The words; - reads them from standard input.")
    var text: [String] = []

    @Option(parsing: .unconditional, help: "The same as an option; - reads it from standard input.")
    var note: String?

    @Option(parsing: .unconditional, help: "When it was: yesterday, monday, 2h ago, or ISO 8601.")
    var at: String?

    func answer(_ kind: CareNote, _ output: OutputOptions) throws {
        if note != nil, !text.isEmpty {
            throw Failure(.usage, "The words are given twice. Nothing was recorded.", hints: ["Give them once."])
        }
        let typed = note ?? (text.isEmpty ? nil : text.joined(separator: " "))
        let words = try EntryDetails([], note: typed, verb: kind.rawValue).note
        guard words != nil || at == nil else {
            throw Failure(
                .usage, "There are no words for that time.", hints: ["habitctl \(kind.rawValue) TEXT --at TIME"])
        }
        try output.answer("Tell", Control.TellCall(kind: kind.rawValue, note: words, at: at)) {
            (reply: Control.EntriesReply, terminal) in
            let text = CareNoteText(kind: kind, terminal: terminal, now: Surroundings.now())
            return words == nil ? text.list(reply.entries) : text.kept(reply.entries)
        }
    }
}
