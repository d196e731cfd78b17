internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Trends: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trends", abstract: "What became of it: weeks and years of your habits, and of how you felt.",
            discussion: """
                Without a habit: pain, sleep, mood and energy by weeks, and a line for each habit. With one: a year as a \
                calendar of days, its weeks, and its days of the week. Exit code 1 when there is nothing to show.
                """)

        @Argument(help: "One habit, day by day.")
        var habit: String?

        @Option(parsing: .unconditional, help: "From when on: a date, \"2025-01-01\"; a year ago without it.")
        var since: String?

        @Option(parsing: .unconditional, help: "Until when.")
        var until: String?

        @Flag(help: "What tends to go together: movement and pain, sleep and pain, and some others.")
        var associations = false

        @OptionGroup var output: OutputOptions

        func validate() throws {
            guard associations else { return }
            if habit != nil || since != nil || until != nil {
                throw ValidationError("--associations looks at all that is known: it takes no habit and no dates.")
            }
        }

        func run() throws {
            associations ? try showAssociations() : try showTrends()
        }

        private func showAssociations() throws {
            try output.answer("Associations") { (reply: Control.AssociationsReply, terminal) in
                AssociationsText(reply: reply, terminal: terminal).lines
            }
        }

        private func showTrends() throws {
            let call = Control.TrendsCall(habit: habit, since: since, until: until)
            try output.answer("Trends", call) { (reply: Control.TrendsReply, terminal) in
                if reply.body.isEmpty, reply.habits.allSatisfy(\.isEmpty) {
                    Output.complain("Nothing is recorded for that yet.")
                    throw ExitCode(1)
                }
                if habit != nil, let trend = reply.habits.first {
                    return HabitTrendText(trend, reply, terminal).lines
                }
                return TrendsText(reply: reply, terminal: terminal).lines
            }
        }
    }
}

extension Control.HabitTrend {
    /// Nothing was done, rested or skipped, and no day counts.
    var isEmpty: Bool { weeks.done.allSatisfy { $0 == 0 } && weeks.days.allSatisfy { $0 == 0 } }
}
