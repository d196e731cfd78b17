internal import HabitEngine
internal import HabitKit

/// Reads what a report is made from: the days' sums, the means of check-ins, and the few entries that are told one by
/// one. No other entry is looked at.
struct ReportReader {
    let history: History
    let roster: HabitRoster
    let calendar: UserCalendar
    let now: Instant

    /// What was asked for.
    struct Wish: Sendable {
        var name: String?
        /// From the first day on of which something is known, where nil.
        var since: LocalDate?
        var until: LocalDate?
        var notes = false
    }

    /// The user's own words to the care team, which no plugin has.
    private static let words = CareNote.allCases.map(\.rawValue)
    /// Notes that a report shows at most, and how much of each: it is no export.
    static let noteLimit = 500
    static let noteLength = 2000

    func facts(_ wish: Wish) async throws(HistoryError) -> ReportFacts {
        let today = calendar.date(of: now)
        let through = min(wish.until ?? today, today)
        var from = wish.since ?? through
        if wish.since == nil, let first = try await history.firstDay() { from = min(first, through) }
        var facts = ReportFacts(name: wish.name, made: today, now: now, from: from, through: through)
        facts.body = try await history.bodyDays(from: from, through: through)
        facts.habits = try await habits(from, through)
        let told = try await history.recent(Self.words.map { ($0, from) })
        facts.victories = words(told[CareNote.victory.rawValue] ?? [], through)
        facts.tells = words(told[CareNote.tell.rawValue] ?? [], through)
        if wish.notes { facts.notes = try await notes(from, through) }
        return facts
    }

    /// Habits of which something is known, in the order of the configuration; the ones that are gone come last. What is
    /// private stays out: the page is made to be handed on.
    private func habits(_ from: LocalDate, _ through: LocalDate) async throws(HistoryError) -> [PastHabit] {
        let known = Set(try await history.knownHabits()).subtracting(Self.words + [CheckIn.habit])
        let configured = roster.habits.map(\.id)
        let order = configured.filter(known.contains) + known.subtracting(configured).sorted()
        var habits: [PastHabit] = []
        for id in order where roster[id]?.isPrivate != true {
            var habit = try await past(id, from, through)
            if habit.comesInSessions { try await addSessions(&habit, from, through) }
            if !habit.days.isEmpty || !habit.bookings.isEmpty { habits.append(habit) }
        }
        return habits
    }

    private func past(_ id: String, _ from: LocalDate, _ through: LocalDate) async throws(HistoryError) -> PastHabit {
        let manifest = roster[id]?.manifest
        var unit = manifest?.unit
        if unit == nil { unit = try await history.unit(of: id) }
        let counts = manifest?.goal == .count
        let start = PastHabit(
            id: id, title: title(id), unit: unit ?? .times, countsEntries: counts,
            comesInSessions: manifest?.settings.contains { $0.kind == .phases } ?? false)
        return try await history.foldDays(habit: id, unit: start.unit, since: from, into: start) { habit, day in
            guard day.date <= through else { return }
            let every = day.period.flatMap(TargetPeriod.init(text:))?.days
            if let every, every > 7 { habit.comesInSessions = true }
            habit.days.append(
                PastDay(
                    date: day.date, done: counts ? Double(day.count) : day.done, count: day.count,
                    gentle: day.wasGentle, rested: day.wasRested, skipped: day.wasSkipped, target: day.target,
                    everyDays: every))
        }
    }

    private func addSessions(
        _ habit: inout PastHabit, _ from: LocalDate, _ through: LocalDate
    ) async throws(HistoryError) {
        for entry in try await history.recent([(habit.id, from)])[habit.id] ?? [] {
            let date = date(of: entry)
            if entry.kind == .booked {
                let wall = wall(entry)
                habit.bookings.append(Appointment(at: entry.at, date: wall.date, time: wall.time))
            } else if entry.counts, date <= through {
                habit.sessions.append(Self.session(entry, on: date))
            }
        }
    }

    private static func session(_ entry: Entry, on date: LocalDate) -> Session {
        let isTime = entry.unit.dimension == .time
        return Session(
            date: date, minutes: isTime ? entry.amount * entry.unit.scale / 60 : nil,
            pressure: entry.attributes["pressure"].flatMap { Int($0) }, areas: entry.attributes["areas"],
            next: entry.attributes["next"])
    }

    private func words(_ entries: [Entry], _ through: LocalDate) -> [DatedWords] {
        entries.compactMap { entry in
            guard entry.counts, let note = entry.note, date(of: entry) <= through else { return nil }
            return DatedWords(date: date(of: entry), words: note)
        }
    }

    private func notes(_ from: LocalDate, _ through: LocalDate) async throws(HistoryError) -> [DatedWords] {
        let hidden = roster.habits.filter(\.isPrivate).map(\.id)
        let entries = try await history.noted(
            from: from, through: through, except: Self.words + hidden, limit: Self.noteLimit)
        return entries.reversed().map { entry in
            let note = entry.note ?? ""
            let isLong = note.count > Self.noteLength
            let title = entry.habit == CheckIn.habit ? "Check-in" : self.title(entry.habit)
            return DatedWords(
                date: date(of: entry), words: isLong ? note.prefix(Self.noteLength) + "…" : note, habit: title)
        }
    }

    /// Of a habit that is gone, its id as a title: `foam-roll` reads `Foam roll`.
    private func title(_ id: String) -> String {
        if let title = roster[id]?.title { return title }
        let words = id.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private func wall(_ entry: Entry) -> LocalDateTime {
        LocalDateTime(wallSeconds: entry.at.seconds + Int64(entry.offset))
    }

    /// The user's day that it was done on, by the clock it was done by.
    private func date(of entry: Entry) -> LocalDate {
        Day.date(of: entry.at, offset: entry.offset, starts: calendar.dayStarts)
    }
}
