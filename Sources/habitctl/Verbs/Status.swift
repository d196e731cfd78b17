internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "The day at a glance: each habit, its progress, and what is due now.",
            discussion: "The same as habitctl without a verb.")

        @Flag(help: "Only what is due now; exit code 1 when nothing is.")
        var due = false

        @OptionGroup var output: OutputOptions

        func run() throws {
            try Self.show(onlyDue: due, json: output.json, color: output.color)
        }

        /// Apart from `run`, so that a call without options needs no parser.
        static func show(onlyDue: Bool = false, json: Bool = false, color: ColorChoice = .auto) throws {
            let bytes = try ControlClient().raw("Status")
            let status = try onlyDue || !json ? JSONText.decode(Control.StatusReply.self, from: bytes) : nil
            if json {
                try Output.write(bytes + [0x0a])
            } else if let status {
                let day = DayText(status, Surroundings.terminal(color))
                try Output.print(onlyDue ? day.dueLines : day.lines)
            }
            if onlyDue, let status, !status.habits.contains(where: { $0.state == "due" }) { throw ExitCode(1) }
        }
    }
}
