internal import ArgumentParser
internal import Glibc
internal import HabitKit
internal import Varlink

extension Verb {
    struct Forget: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "forget", abstract: "Delete for good what you choose.",
            usage: "habitctl forget (HABIT | --since WHEN | --until WHEN | --everything) [--notes] [--dry-run] [--yes]",
            discussion: """
                habitctl forget check-in --until 2025-12-31
                habitctl forget --everything --notes

                What goes is counted first, and you are asked. It is deleted from the history and from habitd's own backups,
                which are replaced by a new one; its bytes are gone from the files. There is no undo: habitctl export json
                keeps a copy. To take back a single entry, habitctl undo is enough.
                """)

        @Argument(help: "Only this habit; check-in, victory and tell are habits here.")
        var habit: String?

        @Option(name: .customLong("habit"), help: "The same as HABIT.")
        var named: String?

        @Option(parsing: .unconditional, help: "From when on: a date, yesterday, \"2d ago\".")
        var since: String?

        @Option(parsing: .unconditional, help: "Until when; a date is meant with its whole day.")
        var until: String?

        @Flag(help: "Every habit, all times.")
        var everything = false

        @Flag(help: "Only the words you wrote; what was done stays.")
        var notes = false

        @Flag(help: "Count, and delete nothing.")
        var dryRun = false

        @Flag(help: "Do not ask.")
        var yes = false

        @OptionGroup var output: OutputOptions

        func validate() throws {
            let isChosen = habit != nil || named != nil || since != nil || until != nil
            if !isChosen, !everything {
                throw ValidationError("Say what: a habit, --since or --until, or --everything.")
            }
            if isChosen, everything { throw ValidationError("--everything and a choice exclude each other.") }
            if let habit, let named, habit != named { throw ValidationError("Name one habit.") }
        }

        func run() throws {
            let client = ControlClient()
            client.patience = .seconds(300)
            var call = Control.ForgetCall(
                habit: habit ?? named, since: since, until: until, notesOnly: notes, dryRun: true)
            let counted: Control.ForgetReply = try client.call("Forget", call)
            let text = ForgetText(terminal: output.terminal, notesOnly: notes)
            if dryRun { return try tell(counted, text.counted(counted)) }
            if !yes, !counted.habits.isEmpty { try ask(text, counted) }
            call.dryRun = false
            // Also where nothing is left: of an attempt that ended halfway, files and backups may still hold some.
            let forgotten: Control.ForgetReply = try client.call("Forget", call)
            guard !counted.habits.isEmpty else {
                Output.complain("Nothing is kept of that.")
                throw ExitCode(1)
            }
            try tell(forgotten, text.forgotten(forgotten))
        }

        private func tell(_ reply: Control.ForgetReply, _ lines: [String]) throws {
            guard output.json else { return try Output.print(lines) }
            try Output.write(JSONText.encode(reply) + [0x0a])
        }

        /// On the terminal, and only there: what a script pipes in is no answer of a person's.
        private func ask(_ text: ForgetText, _ counted: Control.ForgetReply) throws {
            guard isatty(STDIN_FILENO) == 1 else {
                throw Failure(
                    .usage, "Nothing was deleted: there is no terminal to ask on.",
                    hints: ["--yes  deletes without asking;  --dry-run  counts."])
            }
            for line in text.counted(counted) + text.warning(counted) { Output.complain(line) }
            try Output.write(Array("Type yes to delete it for good: ".utf8), to: STDERR_FILENO)
            guard readLine()?.trimmingBlanks().lowercased() == "yes" else {
                throw Failure(.nothing, "Nothing was deleted.")
            }
        }
    }
}
