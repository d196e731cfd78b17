internal import ArgumentParser
internal import Varlink

extension Verb {
    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "resume", abstract: "End the pause.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Resume") { (_: NoParameters, _) in ["Reminders are on again."] }
        }
    }
}
