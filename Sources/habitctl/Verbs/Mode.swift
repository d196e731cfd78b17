internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Mode: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mode", abstract: "Make today normal, gentle or a day of rest, wholly or for one habit.",
            usage: "habitctl mode [normal|gentle|rest] [HABIT]",
            discussion: "It ends with the day. Without a word it tells the day's mode.")

        @Argument(help: "normal, gentle or rest.")
        var mode: String?

        @Argument(help: "Only this habit.")
        var habit: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            guard let mode else { return try show() }
            try output.answer("SetMode", Control.SetModeCall(mode: mode, habit: habit)) {
                (reply: Control.ModeReply, terminal) in
                let what = habit.map(SafeText.oneLine) ?? "Today"
                // What is as always has no end.
                let end = ClockText(now: Surroundings.now()).words(reply.until)
                return ["\(what) is \(Self.words(reply.mode))\(reply.mode == "normal" ? "" : " until \(end)")."]
            }
        }

        private func show() throws {
            let status: Control.StatusReply = try ControlClient().call("Status")
            if output.json {
                var bytes = Array("{\"mode\":".utf8)
                JSONText.append(status.mode, to: &bytes)
                try Output.write(bytes + Array("}\n".utf8))
            } else {
                try Output.print("Today is \(Self.words(status.mode)).")
            }
        }

        static func words(_ mode: String) -> String {
            switch mode {
            case "rest": "at rest"
            default: SafeText.oneLine(mode)
            }
        }
    }
}
