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
                Self.lines(reply, ClockText(now: Surroundings.now())).map { terminal.spelled($0) }
            }
        }

        static func lines(_ reply: Control.SnoozeReply, _ clock: ClockText) -> [String] {
            var lines: [String] = []
            if !reply.habits.isEmpty {
                let verb = reply.habits.count == 1 ? "waits" : "wait"
                lines.append("\(listed(reply.habits)) \(verb) until \(clock.words(reply.until)).")
            }
            if let atLimit = reply.atLimit, !atLimit.isEmpty {
                let verb = atLimit.count == 1 ? "has" : "have"
                lines.append("\(listed(atLimit)) \(verb) been put off as often as is allowed.")
            }
            return lines
        }

        private static func listed(_ habits: [String]) -> String {
            let names = habits.map(SafeText.oneLine)
            guard let last = names.last, names.count > 1 else { return names.first ?? "" }
            return names.dropLast().joined(separator: ", ") + " and " + last
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
