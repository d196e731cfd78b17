internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history", abstract: "What was done, oldest first.",
            discussion: "Exit code 1 when there is nothing to show.")

        @Argument(help: "Only this habit.")
        var habit: String?

        @Option(parsing: .unconditional, help: "From when on: a date, yesterday, monday, \"2d ago\".")
        var since: String?

        @Option(parsing: .unconditional, help: "Until when.")
        var until: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let call = Control.HistoryCall(habit: habit, since: since, until: until)
            try output.json ? printJSON(call) : printTable(call)
        }

        private func printJSON(_ call: Control.HistoryCall) throws {
            var separator = "{\"entries\":["
            try ControlClient().stream("History", call) { reply in
                var bytes: [UInt8] = []
                for entry in try JSONText.decode(Control.EntriesReply.self, from: reply).entries {
                    bytes += separator.utf8
                    EntryJSON.append(entry, to: &bytes)
                    separator = ","
                }
                try Output.write(bytes)
            }
            try Output.write(Array((separator == "," ? "]}\n" : separator + "]}\n").utf8))
        }

        private func printTable(_ call: Control.HistoryCall) throws {
            let text = EntryText(output.terminal, now: Surroundings.now())
            var day: String?
            try ControlClient().stream("History", call) { reply in
                let entries = try JSONText.decode(Control.EntriesReply.self, from: reply).entries
                try Output.print(text.table(entries, after: &day, widths: EntryText.widths))
            }
            if day == nil {
                let isAll = call == Control.HistoryCall()
                Output.complain(isAll ? "Nothing is recorded yet." : "Nothing is recorded for that yet.")
                throw ExitCode(1)
            }
        }
    }
}
