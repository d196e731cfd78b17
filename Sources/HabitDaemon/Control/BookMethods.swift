internal import HabitEngine
internal import HabitKit
internal import Varlink

/// Book: the next session fixed, cancelled or shown, with what one would take along to it.
extension ControlService {
    func book(_ call: Control.BookCall) async throws -> Control.BookReply {
        let (habit, manifest) = try await bookable(call.habit)
        var made: Entry?
        if call.cancel == true {
            made = try await cancelBooking(of: habit)
        } else if let text = call.at {
            made = try await makeBooking(of: habit, manifest, at: text, note: call.note)
        }
        return try await appointments(of: habit, made)
    }

    /// The habit that `text` means, or the only one that is kept by appointment.
    private func bookable(_ text: String?) async throws -> (habit: HabitRoster.Habit, manifest: Manifest) {
        let all = await keeper.roster.habits.filter { $0.isEnabled && $0.manifest?.takesAppointments == true }
        if let text {
            let (habit, manifest) = try await knownHabit(text)
            guard manifest.takesAppointments else { throw ControlError.noAppointments(habit.id, all.map(\.id)) }
            return (habit, manifest)
        }
        guard let first = all.first, all.count == 1 else { throw ControlError.noAppointments(nil, all.map(\.id)) }
        return try await knownHabit(first.id)
    }

    private func makeBooking(
        of habit: HabitRoster.Habit, _ manifest: Manifest, at text: String, note: String?
    ) async throws -> Entry {
        let place = await keeper.calendar
        let reader = EntryReader(manifest: manifest, now: clock(), zone: place.zone, dayStarts: place.dayStarts)
        let at = try reader.appointment(text)
        let entry = Entry(
            id: newID(), habit: habit.id, kind: .booked, at: at, offset: place.zone.offset(at: at), amount: 0,
            unit: manifest.unit, note: try EntryReader.note(note))
        // Another time for the same session takes the place of the first; one that is over waits for a word of its own.
        if let open = try await visits(of: habit).booking, open.at > clock() {
            try await supersede(open, by: entry, day: place.date(of: at))
        } else {
            try await keep(entry, on: place.date(of: at))
        }
        return entry
    }

    private func cancelBooking(of habit: HabitRoster.Habit) async throws -> Entry {
        guard let open = try await visits(of: habit).booking, open.at > clock() else {
            throw ControlError.noSuchEntry("", "nothing is booked")
        }
        try await supersede(open, by: nil, day: nil)
        return open
    }

    /// The plan as the habit's settings have it: whatever plugin it is of, by the kinds of its settings.
    private func visits(of habit: HabitRoster.Habit) async throws(HistoryError) -> Appointments {
        let place = await keeper.calendar
        let since = place.date(of: clock()).adding(days: -Self.reach)
        let entries = try await history.recent([(habit.id, since)])[habit.id] ?? []
        return Appointments(
            started: habit.planStart, phases: habit.planPhases, entries: entries, dayStarts: place.dayStarts)
    }

    /// As far as a plugin can look back, days.
    private static let reach = 400

    private func appointments(of habit: HabitRoster.Habit, _ made: Entry?) async throws -> Control.BookReply {
        let place = await keeper.calendar
        let visits = try await visits(of: habit)
        let today = place.date(of: clock())
        let wire = Wire(zone: place.zone)
        let book = AppointmentBook(
            visits: visits, phases: habit.planPhases, sessions: try await sessionDays(of: habit, place), today: today,
            body: try await history.bodyDays())
        return Control.BookReply(
            habit: habit.id, title: habit.title, entry: made.map(wire.entry), booking: visits.booking.map(wire.entry),
            due: visits.dueDay?.text, plan: book.plan, last: visits.last.map(wire.entry),
            tell: try await notes(.tell, since: visits.last?.at).prefix(Self.shown).map(wire.entry),
            victories: try await notes(.victory, since: visits.last?.at).prefix(Self.shown).map(wire.entry),
            gaps: book.gaps, painRise: book.painRise)
    }

    /// Notes of a kind that are told before an appointment.
    private static let shown = 20

    private func sessionDays(of habit: HabitRoster.Habit, _ place: UserCalendar) async throws(HistoryError)
        -> [LocalDate]
    {
        let all = try await history.recent([(habit.id, LocalDate(dayNumber: 0))])[habit.id] ?? []
        return all.filter(\.counts).map { Day.date(of: $0.at, offset: $0.offset, starts: place.dayStarts) }
    }
}

extension HabitRoster.Habit {
    /// The value of the setting that is a date.
    fileprivate var planStart: LocalDate? {
        let key = manifest?.settings.first { $0.kind == .date }?.key
        guard let key, case .text(let text)? = bound?.settings[key] else { return nil }
        return LocalDate(text: text)
    }

    /// The value of the setting that is a plan.
    fileprivate var planPhases: [Phases.Phase] {
        let key = manifest?.settings.first { $0.kind == .phases }?.key
        guard let key, case .list(let words)? = bound?.settings[key] else { return [] }
        return Phases.phases(words)
    }
}
