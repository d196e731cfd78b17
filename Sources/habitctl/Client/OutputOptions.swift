internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension ColorChoice: ExpressibleByArgument {}

/// What every verb understands about how it answers.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the reply as JSON.")
    var json = false

    @Option(help: "Colour: always, auto or never. NO_COLOR is respected.")
    var color: ColorChoice = .auto

    var terminal: Terminal { Surroundings.terminal(color) }

    /// Calls a method and prints its reply: as it came with `--json`, else as `render` words it.
    func answer<R: Decodable>(
        _ method: String, _ parameters: some Encodable = NoParameters(), client: ControlClient = ControlClient(),
        render: (R, Terminal) throws -> [String]
    ) throws {
        let reply = try client.raw(method, parameters)
        if json {
            try Output.write(reply + [0x0a])
        } else {
            try Output.print(render(JSONText.decode(R.self, from: reply), terminal))
        }
    }
}
