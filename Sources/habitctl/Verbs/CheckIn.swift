internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct CheckIn: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check-in", abstract: "Tell how it is: pain, sleep, mood and energy, 0 to 10 each.",
            usage: "habitctl check-in [--pain 4] [--sleep 7] [--mood 6] [--energy 5] [--note TEXT] [--at TIME]",
            discussion: """
                On a terminal, without options, it asks: \(CheckInQuestions.help)
                Several a day are fine; habitctl undo takes the last one back, habitctl amend ID pain=3 corrects it.
                \(CheckInQuestions.limits)

                \(SafetyText.help)
                """)

        @Option(help: "Pain now: 0 no pain, 10 worst imaginable.") var pain: Int?
        @Option(help: "Sleep last night: 0 terrible, 10 excellent.") var sleep: Int?
        @Option(help: "Mood: 0 very low, 10 very good.") var mood: Int?
        @Option(help: "Energy: 0 none, 10 full.") var energy: Int?
        @Option(help: "PEG, of the past week: average pain, 0 to 10.") var pegPain: Int?
        @Option(help: "PEG: how much pain interfered with enjoying life.") var pegEnjoyment: Int?
        @Option(help: "PEG: how much pain interfered with general activity.") var pegActivity: Int?
        @Flag(help: "Ask the three questions of PEG as well, on a terminal.") var peg = false

        @Option(parsing: .unconditional, help: "A note; - reads it from standard input.")
        var note: String?

        @Option(parsing: .unconditional, help: "When it was: 10:30, yesterday 21:00, 2h ago, or ISO 8601.")
        var at: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            var ratings = given
            if ratings.isEmpty { ratings = try ask() }
            let note = try EntryDetails([], note: note, verb: "check-in").note
            let call = Control.CheckInCall(
                ratings: Dictionary(uniqueKeysWithValues: ratings.map { ($0.rawValue, $1) }), at: at, note: note)
            try output.answer("CheckIn", call) { (reply: Control.CheckInReply, terminal) in
                CheckInText(reply: reply, terminal: terminal, now: Surroundings.now()).lines
            }
        }

        private var given: [HabitKit.CheckIn.Scale: Int] {
            let all: [(HabitKit.CheckIn.Scale, Int?)] = [
                (.pain, pain), (.sleep, sleep), (.mood, mood), (.energy, energy), (.pegPain, pegPain),
                (.pegEnjoyment, pegEnjoyment), (.pegActivity, pegActivity),
            ]
            return all.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }

        /// One key each.
        private func ask() throws -> [HabitKit.CheckIn.Scale: Int] {
            guard RawTerminal.isAtHand, note != "-" else {
                throw Failure(
                    .usage, "A check-in needs a number at least; without a terminal nobody can be asked.",
                    hints: ["habitctl check-in --pain 4 --sleep 7", "habitctl tell TEXT  keeps words alone."])
            }
            let terminal = output.terminal
            var questions = CheckInQuestions(HabitKit.CheckIn.Scale.daily + (peg ? HabitKit.CheckIn.Scale.peg : []))
            let isStopped = try RawTerminal.reading {
                try say("How are you? \(CheckInQuestions.help)\n")
                while let scale = questions.current {
                    try say(questions.question(scale, terminal))
                    guard try answer(&questions) else { return true }
                }
                return false
            }
            if isStopped { throw Failure(.nothing, "Nothing was recorded.") }
            try say(CheckInQuestions.limits.wrapped(to: terminal.width).joined(separator: "\n") + "\n")
            return questions.ratings
        }

        /// Keys until one answers; false when that is to stop.
        private func answer(_ questions: inout CheckInQuestions) throws -> Bool {
            while true {
                switch questions.take(RawTerminal.key()) {
                case .answered(let text):
                    try say(text + "\n")
                    return true
                case .back:
                    try say("\n")
                    return true
                case .stopped:
                    try say("\n")
                    return false
                case .ignored: continue
                }
            }
        }

        /// Beside standard output, which is for the reply.
        private func say(_ text: String) throws {
            try Output.write(Array(output.terminal.spelled(text).utf8), to: 2)
        }
    }
}
