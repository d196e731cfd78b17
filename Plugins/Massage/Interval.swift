internal import HabitKit

/// Where the plan stands, in one line; no number of how one feels is in it.
struct Interval {
    let moment: Moment
    let visits: Appointments
    /// The day the plan puts the next session on.
    let due: LocalDate
    /// Days from one session to the next.
    let days: Int

    /// How long after a change of the interval pain is compared over it.
    private static let wordedFor = 42
    /// What that takes.
    static let checkInDays = wordedFor + PainOverChange.daysBefore

    /// - Parameter isAsking: it is said with a prompt, which the journal keeps; then nothing in it follows from pain.
    func reason(isAsking: Bool) -> String {
        "by the plan with your therapist \(every); \(standing)\(isAsking ? "" : advice)"
    }

    private var every: String {
        switch days {
        case 7: "every week"
        case let days where days % 7 == 0: "every \(days / 7) weeks"
        case 1: "every day"
        default: "every \(days) days"
        }
    }

    private var standing: String {
        guard let booking = visits.booking else {
            let isOver = due < moment.day.date
            return "the next \(isOver ? "fell" : "falls") \(told(due)), not booked yet"
        }
        if booking.at > moment.now { return "booked for \(told(booking.at))" }
        return "the appointment of \(told(booking.at)) waits for a word"
    }

    private func told(_ instant: Instant) -> String {
        let local = moment.zone.local(instant)
        let distance = local.date.days(since: moment.zone.local(moment.now).date)
        if distance == 0 { return local.time.text }
        return "\(abs(distance) < 7 ? local.date.weekday.name : local.date.text) \(local.time.text)"
    }

    /// `on Friday`; the date from a week on.
    private func told(_ date: LocalDate) -> String {
        let distance = date.days(since: moment.day.date)
        if distance == 0 { return "today" }
        return abs(distance) < 7 ? "on \(date.weekday.name)" : "on \(date.text)"
    }

    /// Where pain rose after sessions became rarer. The numbers are told on the socket alone.
    private var advice: String {
        guard let change = visits.plan?.latestChange(on: moment.day.date),
            change.after.everyDays > change.before.everyDays,
            moment.day.date.days(since: change.day) <= Self.wordedFor,
            PainOverChange(pains, change: change.day)?.isRise == true
        else { return "" }
        return "; you may want to talk with your therapist about the interval"
    }

    private var pains: [(day: LocalDate, pain: Double)] {
        moment.checkIns.compactMap { checkIn in
            checkIn.ratings[.pain].map {
                (Day.date(of: checkIn.at, offset: checkIn.offset, starts: moment.day.starts), Double($0))
            }
        }
    }
}
