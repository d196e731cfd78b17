internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export",
            abstract: "Everything that was recorded, as CSV or as JSON lines, on standard output.",
            discussion: "habitctl import takes either in again, as it was.")

        enum Format: String, ExpressibleByArgument, CaseIterable {
            case csv, json
        }

        @Argument(help: "csv (RFC 4180) or json (one object a line).")
        var format: Format?

        @Flag(help: "The same as json.")
        var json = false

        func validate() throws {
            if json, format == .csv { throw ValidationError("csv and --json exclude each other.") }
            if !json, format == nil { throw ValidationError("Say in which form: csv or json.") }
        }

        func run() throws {
            let format = format ?? .json
            // Asked first, so that a daemon that is not there leaves no header behind.
            var isFirst = true
            try ControlClient().stream("Export") { reply in
                var bytes: [UInt8] = []
                if isFirst, format == .csv { bytes += EntryCSV.header.utf8 }
                isFirst = false
                let part = try JSONText.decode(Control.ExportReply.self, from: reply)
                switch format {
                case .csv:
                    for entry in part.entries { EntryCSV.append(entry, to: &bytes) }
                    for plan in part.plans ?? [] { EntryCSV.append(plan, to: &bytes) }
                case .json:
                    for entry in part.entries {
                        EntryJSON.append(entry, to: &bytes)
                        bytes.append(0x0a)
                    }
                    for plan in part.plans ?? [] {
                        EntryJSON.append(plan, to: &bytes)
                        bytes.append(0x0a)
                    }
                }
                try Output.write(bytes)
            }
        }
    }
}
