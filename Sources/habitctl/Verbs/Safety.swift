internal import ArgumentParser

extension Verb {
    struct Safety: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "safety", abstract: "Signs with which back pain belongs in an emergency department.")

        @Option(help: "Colour: always, auto or never. NO_COLOR is respected.")
        var color: ColorChoice = .auto

        func run() throws {
            try Output.print(SafetyText.lines(Surroundings.terminal(color)))
        }
    }
}
