public import HabitKit

/// Massage by appointment, at intervals that taper: weekly, then every other week, then monthly.
///
/// It is a plan agreed with the therapist, because no study backs the taper. Off until a plan is set, a session was
/// recorded or one is booked. An appointment stands on gentle days and days of rest as well; only the early “time to
/// book” waits for another day.
public struct MassagePlugin: HabitPlugin {
    public struct Settings: Codable, Sendable {
        /// The day the plan begins; with none, the first session that is known begins it.
        var started: String
        /// Three months weekly, three months every other week, then every four weeks: one person's plan, and a
        /// convention. Searched for and not found: a study of such a taper.
        var phases: [String]
        /// When to be reminded the day before, and asked to book. 17:00 is a convention: a practice still answers then.
        var at: String
        /// One session. 60 min: in Sherman 2014 (neck, 228 people) sessions of 30 min did no better than the wait list.
        var length: Duration
    }

    public init() {}

    public let manifest = Manifest(
        id: "massage", title: "Massage",
        summary: "Massage by appointment, on a plan agreed with your therapist: no study backs the taper.",
        unit: .minutes, usualAmount: 60, usualAmountSetting: "length", amounts: 5...240,
        settings: [
            SettingSpec("started", .date, default: .text(""), "The day the plan begins; else the first session does"),
            SettingSpec(
                "phases", .phases, default: .list(["1w for 13w", "2w for 13w", "4w"]),
                "How often, and for how long; agree on it with your therapist"),
            SettingSpec("at", .time, default: .text("17:00"), "When to be reminded the day before, or to book"),
            SettingSpec("length", .duration(600...14_400), default: .number(3600), "One session"),
        ],
        attributes: [
            AttributeSpec("pressure", .integer(0...10), "How firm it was, 0 – 10"),
            AttributeSpec("areas", .text(200), "What was worked on"),
            AttributeSpec("next", .choice(["lighter", "same", "firmer"]), "What you wish for next time"),
            AttributeSpec("mention", .text(200), "New areas to mention next time"),
        ],
        needs: Needs(historyDays: 400, checkInDays: Interval.checkInDays), takesAppointments: true, goal: .count,
        period: .week)

    public func assess(_ moment: Moment, settings: Settings) -> Assessment {
        let visits = Appointments(
            started: LocalDate(text: settings.started), phases: Phases.phases(settings.phases),
            entries: moment.entries, dayStarts: moment.day.starts)
        guard let due = visits.dueDay, let days = visits.interval(on: moment.day.date) else {
            return Assessment(
                state: .resting,
                reason: "off until you book or record one: habitctl book massage")
        }
        let isDone = visits.last != nil && moment.day.date < due
        let prompt = Agenda(moment: moment, settings: settings, visits: visits, due: due).prompt
        let isAsking = prompt.map { $0.due <= moment.now } ?? false
        let isBookedToday = visits.booking.map { visits.day(of: $0) <= moment.day.date } ?? false
        return Assessment(
            state: isAsking ? .due : isDone && !isBookedToday ? .satisfied : .upcoming,
            progress: Progress(done: isDone ? 1 : 0, target: 1, unit: .times, days: days), prompt: prompt,
            reason: Interval(moment: moment, visits: visits, due: due, days: days).reason(isAsking: isAsking))
    }
}
