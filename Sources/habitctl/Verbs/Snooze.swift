internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Snooze: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "snooze", abstract: "Put off what is due, one habit or all.",
            usage: "habitctl snooze [HABIT] [DURATION]",
            discussion: "habitctl snooze\nhabitctl snooze 20min\nhabitctl snooze stretch 10min")

        @Argument(help: "A habit, a duration such as 10min, or both.")
        var words: [String] = []

        @OptionGroup var output: OutputOptions

        func run() throws {
            try output.answer("Snooze", Self.call(words)) { (reply: Control.SnoozeReply, terminal) in
                let names = reply.habits.map(SafeText.oneLine).joined(separator: ", ")
                let verb = reply.habits.count == 1 ? "waits" : "wait"
                return ["\(names) \(verb) until \(ClockText(now: Surroundings.now()).words(reply.until))."]
            }
        }

        /// What begins with a digit is a duration, the rest names the habit.
        static func call(_ words: [String]) throws(Failure) -> Control.SnoozeCall {
            let start = words.firstIndex { $0.first?.isNumber == true } ?? words.endIndex
            let name = words[..<start].joined(separator: " ")
            let duration = words[start...].joined(separator: " ")
            return Control.SnoozeCall(
                habit: name.isEmpty ? nil : name, seconds: duration.isEmpty ? nil : try DurationWords.seconds(duration))
        }
    }
}
