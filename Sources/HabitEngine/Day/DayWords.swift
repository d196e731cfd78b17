import HabitKit

/// What the user said about today's mode, and what follows from yesterday's. It expires with the day.
struct DayWords: Sendable, Equatable, Codable {
    private var words: [Word] = []

    /// One word: for the whole day, or for one habit.
    private struct Word: Sendable, Equatable, Codable {
        var date: LocalDate
        var habit: String?
        var mode: DayMode
    }

    /// Sets the word for `date`, or takes it back with nil. A word for the whole day takes the single habits' back.
    mutating func set(_ mode: DayMode?, habit: String?, on date: LocalDate) {
        words.removeAll { $0.date == date && (habit == nil || $0.habit == habit) }
        if let mode { words.append(Word(date: date, habit: habit, mode: mode)) }
    }

    /// The mode of `habit` (nil: of the day) on `date`; nil where nothing was said that bears on it. The day after rest is
    /// gentle unless the user says otherwise.
    func mode(of habit: String?, on date: LocalDate) -> DayMode? {
        if words.isEmpty { return nil }
        if let said = said(of: habit, on: date) { return said }
        return said(of: habit, on: date.adding(days: -1)) == .rest ? .gentle : nil
    }

    /// Forgets what no day asks for any more.
    mutating func forget(allBut date: LocalDate) {
        words.removeAll { $0.date != date && $0.date != date.adding(days: -1) }
    }

    /// The habit's own word first, then the day's.
    private func said(of habit: String?, on date: LocalDate) -> DayMode? {
        if let habit, let own = words.first(where: { $0.date == date && $0.habit == habit }) { return own.mode }
        return words.first { $0.date == date && $0.habit == nil }?.mode
    }
}
