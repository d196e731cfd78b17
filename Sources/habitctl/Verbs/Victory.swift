internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Victory: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "victory", abstract: "Keep what went well; without words, the latest are listed.",
            usage: "habitctl victory [TEXT] [--at TIME]",
            discussion: """
                habitctl victory "reached the top shelf without wincing"

                It is shown before the next appointment and in the report. A note of - is read from standard input, so
                that nothing personal need stand in an argument list.
                """)

        @OptionGroup var words: NoteWords
        @OptionGroup var output: OutputOptions

        func run() throws {
            try words.answer(.victory, output)
        }
    }
}
