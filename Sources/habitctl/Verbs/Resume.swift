internal import ArgumentParser
internal import HabitKit
internal import Varlink

extension Verb {
    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "resume", abstract: "End the pause.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            let client = ControlClient()
            let before: Control.StatusReply = try client.call("Status")
            try output.answer("Resume", client: client) { (_: NoParameters, _) in
                [before.pausedUntil == nil ? "There was no pause; reminders are on." : "Reminders are on again."]
            }
        }
    }
}
