internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Import: ParsableCommand {
        /// As habitd knows them; an end-to-end test holds the list to its.
        static let formats = ["habitd", "csv", "loop", "harsh", "habitctl-rs", "track-and-graph", "habitbull"]

        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Bring in what was recorded elsewhere.",
            usage: "habitctl import [FORMAT] FILE [--dry-run] [--skip-bad] [--as NAME=HABIT ...]",
            discussion: """
                FORMAT is one of \(formats.joined(separator: ", ")); without it the file is looked at. FILE may be a folder \
                (loop, harsh, habitctl-rs), or - for standard input.

                habitctl import ~/backup.json --dry-run
                habitctl import loop "Loop Habits CSV 2026-11-24" --as "Meditate=stretch"
                habitctl import track-and-graph data.csv --as "Headache=check-in.pain"

                habitd's own export comes back as it was. What is here already is not imported twice. Nothing is imported
                unless every line is understood, or --skip-bad leaves out those that are not.
                """)

        @Argument(help: "The format, and the file.")
        var words: [String]

        @Flag(help: "Tell what would be imported, and change nothing.")
        var dryRun = false

        @Flag(help: "Leave out the lines that are not understood, and import the rest.")
        var skipBad = false

        @Option(
            name: .customLong("as"), help: "What a habit of the file is called here: NAME=HABIT, or NAME=check-in.pain."
        )
        var names: [String] = []

        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard (1...2).contains(words.count) else {
                throw ValidationError("Say which file to import, with its format before it where it is not clear.")
            }
        }

        func run() throws {
            var arguments = ["--read-import=\(words.last ?? "")"]
            if words.count == 2 { arguments.append("--import-format=\(words[0])") }
            arguments += names.map { "--import-name=\($0)" }
            let text = ImportText(terminal: output.terminal, isDryRun: dryRun)
            var session = ImportSession(client: ControlClient()) { problem in
                Output.complain(output.terminal.spelled(text.line(problem)))
            }
            try session.read(arguments)
            guard session.problems == 0 || skipBad else {
                try session.finish(.drop)
                throw Failure(.data, text.refusal(session.problems), hints: text.advice)
            }
            let reply = try session.finish(dryRun ? .tell : .keep)
            guard output.json else { return try Output.print(text.lines(reply, session)) }
            try Output.write(JSONText.encode(reply) + [0x0a])
        }
    }
}
