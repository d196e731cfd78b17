extension Control {
    /// The parameters of Forget; times as a person types them.
    package struct ForgetCall: Codable, Sendable, Equatable {
        /// Nil: every habit.
        package var habit: String?
        package var since: String?
        package var until: String?
        /// Only the words, not that something was done.
        package var notesOnly: Bool?
        /// Only counts.
        package var dryRun: Bool

        package init(
            habit: String? = nil, since: String? = nil, until: String? = nil, notesOnly: Bool? = nil, dryRun: Bool
        ) {
            self.habit = habit
            self.since = since
            self.until = until
            self.notesOnly = notesOnly
            self.dryRun = dryRun
        }
    }

    /// What was, or would be, deleted.
    package struct ForgetReply: Codable, Sendable, Equatable {
        package var habits: [ForgottenHabit]
        /// Automatic backups that held it, and are replaced by a new one.
        package var backups: Int
        /// Files that still hold it, and that only the user may delete: histories that were set aside.
        package var left: [String]

        package init(habits: [ForgottenHabit], backups: Int, left: [String]) {
            self.habits = habits
            self.backups = backups
            self.left = left
        }
    }

    /// What was, or would be, deleted of one habit.
    package struct ForgottenHabit: Codable, Sendable, Equatable {
        package var habit: String
        /// Entries, with those that were taken back or corrected.
        package var entries: Int
        /// Those with a note.
        package var notes: Int
        /// Days of which it is kept what they asked.
        package var plans: Int

        package init(habit: String, entries: Int, notes: Int, plans: Int) {
            self.habit = habit
            self.entries = entries
            self.notes = notes
            self.plans = plans
        }
    }
}
