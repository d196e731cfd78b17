package import HabitKit

extension History {
    /// Keeps `entry`, which counts for the date `day`, and returns when it is on the disk.
    ///
    /// Throws `.refused` for an id that exists, a negative amount, or a day further than three days from the entry's
    /// time; `.full` when no space is left, and then nothing of it is kept.
    package func append(_ entry: Entry, day: LocalDate) async throws(HistoryError) {
        _ = try await commits.commit(.append(entry, day: day))
    }

    /// Takes an entry back, or replaces it by a corrected one that counts for `day` (nil: the old one's day).
    /// Returns the old entry, which stays in the file.
    package func supersede(
        _ id: String, by replacement: Entry?, day: LocalDate? = nil, at now: Instant
    ) async throws(HistoryError) -> Entry {
        let write = HistoryWrite.supersede(id: id, by: replacement, day: day, at: now)
        guard let old = try await commits.commit(write) else {
            throw HistoryError(.noSuchEntry, "There is no entry \(id).")
        }
        return old
    }

    /// Notes what a day asks of a habit, so that it is scored by what held on that day. The last word of a day stands.
    package func plan(_ plan: DayPlan) async throws(HistoryError) {
        _ = try await commits.commit(.plan(plan))
    }

    /// Keeps the planner's memory and returns when it is on the disk: for what the user said (pause, mode, snooze).
    package func saveMemory(_ json: [UInt8]) async throws(HistoryError) {
        _ = try await commits.commit(.memory(json))
    }

    /// Keeps the planner's memory soon, at next to no cost: for what the daemon itself noted. Of several in a row only
    /// the last is written; a power cut may lose it, our own end does not.
    package func keepMemory(_ json: [UInt8]) {
        commits.keepSoon(memory: json)
    }
}

/// What a day asks of one habit.
package struct DayPlan: Sendable, Equatable {
    package var habit: String
    package var day: LocalDate
    /// In what the habit is measured by; nil where there is no goal.
    package var target: Double?
    /// What the target is measured over: `day`, `week`, or days as in `14d`.
    package var period: String
    /// The day's mode for this habit; nil while nothing was said.
    package var mode: DayMode?

    package init(habit: String, day: LocalDate, target: Double?, period: String = "day", mode: DayMode? = nil) {
        self.habit = habit
        self.day = day
        self.target = target
        self.period = period
        self.mode = mode
    }
}
