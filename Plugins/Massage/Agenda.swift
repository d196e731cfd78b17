internal import HabitKit

/// What is asked about sessions, and when: around an appointment where there is one, else that one be made.
struct Agenda {
    let moment: Moment
    let settings: MassagePlugin.Settings
    let visits: Appointments
    /// The day the plan puts the next session on.
    let due: LocalDate

    /// The latest that has come and was not told, else the next to come.
    var prompt: Prompt? {
        let told = moment.lastPrompt?.due ?? .distantPast
        let asks = (visits.booking.map(around) ?? toBook).filter { $0.due > told && $0.due <= moment.now + Self.reach }
        return asks.last { $0.due <= moment.now } ?? asks.first
    }

    /// What lies further ahead is not planned yet.
    private static let reach = Duration.hours(24 * 390)

    private func at(_ date: LocalDate) -> Instant {
        moment.instant(LocalTime(text: settings.at) ?? .midnight, on: date)
    }

    // MARK: An appointment

    /// The day before, an hour before, and from its end on how it was: once more on the next day, and twice later.
    private func around(_ booking: Entry) -> [Prompt] {
        let day = visits.day(of: booking)
        let end = booking.at + settings.length
        let before = [at(day.adding(days: -1)), booking.at - .hours(1)].sorted().filter { time in
            // What was booked late needs no reminder that lies before it; nor does anybody once it has begun.
            time >= booking.recordedAt ?? .distantPast && moment.now < booking.at
        }
        let after = [end] + [1, 3, 7].map { at(day.adding(days: $0)) }.filter { $0 > end }
        return before.map { firm($0, "Your massage is \(told(booking.at, from: max($0, moment.now)))", repeats: 1) }
            + after.map { firm($0, "How was the massage? What you note helps the next one") }
    }

    /// `today at 17:00`, `tomorrow at 17:00`: as of the time at which it is said.
    private func told(_ instant: Instant, from time: Instant) -> String {
        func date(_ instant: Instant) -> LocalDate {
            Day.date(of: instant, starts: moment.day.starts, zone: moment.zone)
        }
        let clock = moment.zone.local(instant).time.text
        switch date(instant).days(since: date(time)) {
        case ...0: return "today at \(clock)"
        case 1: return "tomorrow at \(clock)"
        default: return "on \(date(instant).weekday.name) at \(clock)"
        }
    }

    // MARK: None

    /// Days before the due day on which booking is mentioned.
    private static let ahead = 3

    private var toBook: [Prompt] {
        early.map { [$0, firm(askDay)] } ?? [firm(askDay)]
    }

    /// Gently, some days ahead; on no gentle day and no day of rest.
    private var early: Prompt? {
        var day = due.adding(days: -Self.ahead)
        guard moment.day.date < due, day > visits.last.map(visits.day) ?? day.adding(days: -1), visits.letGo == nil
        else { return nil }
        if moment.mode != .normal { day = max(day, moment.day.date.adding(days: 1)) }
        // Who let it go, or had no time to hear it, is not asked before the day itself.
        if let skipped = visits.skipped, visits.day(of: skipped) >= day { return nil }
        guard day < due else { return nil }
        let isToday = day <= moment.day.date && moment.day.bounds.contains(max(at(day), moment.now))
        let time = isToday ? moment.firstActive(from: at(day)) : at(day)
        guard let time, time < at(due) else { return nil }
        return Prompt(due: time, message: "Time to book the next massage: it falls on \(due.weekday.name)")
    }

    /// The day it is asked firmly: the due day, the day after it was let go, and rarer from then on.
    private var askDay: LocalDate {
        var first = due
        if let skipped = visits.skipped {
            let next = visits.day(of: skipped).adding(days: 1)
            first = visits.letGo == nil ? max(due, next) : next
        }
        if let asked = askedDay, asked >= first { first = asked.adding(days: asked <= first ? 3 : 7) }
        // What fell due long ago is as good as due since yesterday.
        return max(first, moment.day.date.adding(days: -1))
    }

    /// The day of the latest prompt, whatever it was about; nil before the first.
    private var askedDay: LocalDate? {
        guard let last = moment.lastPrompt else { return nil }
        let since = moment.day.bounds.lowerBound - max(last.due, last.announcedAt)
        return moment.day.date.adding(days: -Int(max(0, (since.wholeSeconds + 86_399) / 86_400)))
    }

    private func firm(_ date: LocalDate) -> Prompt {
        let isLater = date > due
        return firm(
            at(date),
            isLater ? "The next massage is open: shall it be booked?" : "The next massage falls today; book it?",
            repeats: isLater ? 0 : 2)
    }

    private func firm(_ due: Instant, _ message: String, repeats: Int = 0) -> Prompt {
        Prompt(due: due, message: message, repeats: repeats, isFirm: true)
    }
}
