internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Away: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "away", abstract: "Say that you leave: reminders wait until you are back.")

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("SetPresence", Control.SetPresenceCall(state: "away")) { (_: Control.PresenceReply, _) in
                ["Reminders wait until you are back (habitctl back)."]
            }
        }
    }
}
