internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Tell: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "tell", abstract: "Keep what the care team should hear; without words, it is listed.",
            usage: "habitctl tell [TEXT] [--at TIME]",
            discussion: """
                habitctl tell "since Monday a new tablet, one in the evening"

                It is shown before the next appointment (habitctl book) and in the report. A note of - is read from
                standard input, so that nothing personal need stand in an argument list.
                """)

        @OptionGroup var words: NoteWords
        @OptionGroup var output: OutputOptions

        func run() throws {
            try words.answer(.tell, output)
        }
    }
}
