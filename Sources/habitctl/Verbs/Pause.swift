internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Pause: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pause", abstract: "Silence everything for a while; it ends by itself.",
            usage: "habitctl pause [DURATION | until TIME]",
            discussion:
                "habitctl pause            until the day ends\nhabitctl pause 1h30min\nhabitctl pause until 14:00")

        @Argument(help: "How long (1h), or until when (until 14:00); without either, until the day ends.")
        var words: [String] = []

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Pause", Self.call(words)) { (reply: Control.PauseReply, terminal) in
                let until = ClockText(now: Surroundings.now()).words(reply.until)
                return [terminal.spelled("Paused until \(until). “habitctl resume” ends the pause.")]
            }
        }

        /// A duration where it reads as one, else a time, which habitd reads.
        static func call(_ words: [String]) throws(Failure) -> Control.PauseCall {
            guard !words.isEmpty else { return Control.PauseCall() }
            guard words.first?.lowercased() != "until" else {
                let time = words.dropFirst().joined(separator: " ")
                guard !time.isEmpty else { throw Failure(.usage, "Until when?  habitctl pause until 14:00") }
                return Control.PauseCall(until: time)
            }
            let text = words.joined(separator: " ")
            // What looks like a clock is one.
            guard !text.contains(":") else { return Control.PauseCall(until: text) }
            do throws(DurationTextError) {
                return Control.PauseCall(seconds: Int(try DurationText.parse(text).wholeSeconds))
            } catch {
                switch error.problem {
                case .missingUnit, .ambiguousMonth, .tooLong:
                    throw Failure(.usage, "\(error.description).".capitalizedFirst)
                case .empty, .notANumber, .unknownUnit: return Control.PauseCall(until: text)
                }
            }
        }
    }
}
