internal import ArgumentParser
internal import HabitKit

extension Verb {
    struct Done: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "done", abstract: "Record that something was done.",
            usage: "habitctl done HABIT [AMOUNT] [key=value ...] [--at TIME] [--note TEXT]",
            discussion: """
                habitctl done stretch
                habitctl log water 250ml
                habitctl done foam-roll area=back pressure=6 --at "yesterday 18:00"

                Units are understood and converted: 250ml, 0.25l, 2 cups, 1h30min.
                """,
            aliases: ["log"])

        @Argument(help: "The habit; its name may be shortened.")
        var habit: String

        @Argument(parsing: .allUnrecognized, help: "How much, and attributes as key=value.")
        var rest: [String] = []

        @Option(parsing: .unconditional, help: "When: 10:30, yesterday, \"yesterday 18:00\", 2h ago, or ISO 8601.")
        var at: String?

        @Option(parsing: .unconditional, help: "A note; - reads it from standard input.")
        var note: String?

        @Option(help: "done, gentle, rested or skipped; what the day's mode says unless given.")
        var kind: String?

        @OptionGroup var output: OutputOptions

        func run() throws {
            let details = try EntryDetails(rest, note: note, verb: "done")
            let call = Control.RecordCall(
                habit: habit, amount: details.amount, at: at, attributes: details.attributes, note: details.note,
                kind: kind)
            try output.answer("Record", call) { (reply: Control.RecordReply, terminal) in
                RecordedText(reply, terminal, now: Surroundings.now()).lines
            }
        }
    }
}
