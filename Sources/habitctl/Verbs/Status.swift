internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The day at a glance: each habit, its progress, and what is due now.",
            discussion: "The same as habitctl without a verb.")

        @Flag(help: "Only what is due now; exit code 1 when nothing is.")
        var due = false

        @OptionGroup var output: OutputOptions

        func run() throws {
            let bytes = try ControlClient().raw("Status")
            let status = try due || !output.json ? JSONText.decode(Control.StatusReply.self, from: bytes) : nil
            if output.json {
                try Output.write(bytes + [0x0a])
            } else if let status {
                let day = DayText(status, output.terminal)
                try Output.print(due ? day.dueLines : day.lines)
            }
            if due, let status, !status.habits.contains(where: { $0.state == "due" }) { throw ExitCode(1) }
        }
    }
}
