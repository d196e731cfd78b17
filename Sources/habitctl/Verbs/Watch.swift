internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Watch: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "watch", abstract: "Everything that happens, as it happens.",
            usage: "habitctl watch [--json | --waybar] [--exec COMMAND [ARGUMENT ...]]",
            discussion: """
                habitctl watch
                habitctl watch --exec notify-send "{title}" "{message}"

                --exec starts the command at each announcement, without a shell. {title}, {message}, {habit} and {reason} \
                in its arguments are filled in, and HABIT_TITLE, HABIT_MESSAGE, HABIT_ID and HABIT_REASON set; \
                what is filled in includes private habits. \
                As text and JSON it ends with habitd; --waybar and --exec wait until habitd is back.
                """)

        @Flag(help: "One line for a waybar custom module (return-type json) at each change.")
        var waybar = false

        @Option(parsing: .remaining, help: "A command to start at each announcement; all that follows belongs to it.")
        var exec: [String] = []

        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard !(waybar && output.json) else { throw ValidationError("--json and --waybar exclude each other.") }
        }

        func run() throws {
            var command = exec.isEmpty ? nil : AnnouncementCommand(exec)
            let staying = waybar || command != nil
            let client = ControlClient()
            let bar = BarFeed()
            let listen = {
                try client.stream("Watch", patience: nil) { reply in
                    let event = try JSONText.decode(Control.WatchReply.self, from: reply).event
                    try show(event, reply, bar)
                    if event.kind == "prompt" { command?.start(for: event) }
                }
            }
            guard staying else {
                try listen()
                throw Failure(.unreachable, "habitd ended, and so does the watching.", hints: Failure.startHints())
            }
            try Following(client: client).repeating(listen) {
                if waybar { try bar.show(nil) }
            }
        }

        private func show(_ event: Control.Event, _ reply: [UInt8], _ bar: BarFeed) throws {
            if waybar {
                // What a bar shows is the whole day, of which an event is only a part.
                try bar.show(try ControlClient().call("Status"))
            } else if output.json {
                try Output.write(reply + [0x0a])
            } else if exec.isEmpty {
                try Output.print(EventText(event: event, terminal: output.terminal).lines)
            }
        }
    }
}

/// Lines for a bar; what would change nothing on it is left out.
private final class BarFeed {
    private var last: [UInt8] = []

    func show(_ status: Control.StatusReply?) throws {
        let line = WaybarLine(status: status).bytes
        guard line != last else { return }
        last = line
        try Output.write(line)
    }
}
