internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report",
            abstract: "A page on how it was and is, for a doctor or therapist.",
            discussion: """
                Without a form it is printed as Markdown. A FILE is readable by you alone and appears whole or not at all; \
                one of your own is replaced, and - is standard output. Your victories and the things you want to tell \
                stand in it, your notes only with --notes. It is no medical advice.
                """)

        @Option(
            parsing: .unconditional,
            help: ArgumentHelp("One page to open, print or send, with charts.", valueName: "file"))
        var html: String?

        @Option(parsing: .unconditional, help: ArgumentHelp("The same as Markdown.", valueName: "file"))
        var markdown: String?

        @Flag(help: "Everything that it holds, as JSON.")
        var json = false

        @Option(parsing: .unconditional, help: "From this day on; from the first one unless given.")
        var since: String?

        @Option(parsing: .unconditional, help: "Up to this day.")
        var until: String?

        @Option(parsing: .unconditional, help: "Whose it is; - reads it from standard input.")
        var name: String?

        @Flag(help: "With the notes of entries and check-ins.")
        var notes = false

        func validate() throws {
            if [html != nil, markdown != nil, json].count(where: { $0 }) > 1 {
                throw ValidationError("One form at a time: --html, --markdown or --json.")
            }
        }

        func run() throws {
            let format = html != nil ? "html" : json ? "json" : "markdown"
            let call = Control.ReportCall(
                format: format, since: since, until: until, name: try EntryDetails([], note: name, verb: "report").note,
                notes: notes ? true : nil)
            let path = html ?? markdown ?? "-"
            guard path != "-" else { return try write(call) { try Output.write($0) } }
            let file = try PrivateFile(path)
            try write(call, to: file.write)
            try file.finish()
            Output.complain("The report is in \(path).")
        }

        private func write(_ call: Control.ReportCall, to receive: ([UInt8]) throws -> Void) throws {
            // Ten years are read in a moment, but the machine may be busy.
            try ControlClient().stream("Report", call, patience: .seconds(60)) { reply in
                try receive(Array(JSONText.decode(Control.ReportReply.self, from: reply).text.utf8))
            }
        }
    }
}
