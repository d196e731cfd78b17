internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Back: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "back", abstract: "Say that you are back.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("SetPresence", Control.SetPresenceCall(state: "present")) {
                (reply: Control.PresenceReply, _) in
                [Self.greeting(awaySeconds: reply.awaySeconds)]
            }
        }

        static func greeting(awaySeconds: Int) -> String {
            guard awaySeconds >= 60 else { return "Welcome back." }
            return "Welcome back. You were away for \(DurationText.print(.seconds(awaySeconds / 60 * 60)))."
        }
    }
}
