internal import HabitKit
internal import Varlink

/// What a person means by a time that has been: a date alone is a whole day, as the user counts days.
enum PastTime {
    case day(LocalDate)
    case instant(Instant)

    /// Throws `InvalidTime` for a text that is neither.
    init(_ text: String, _ place: UserCalendar, now: Instant) throws(VarlinkError) {
        if let date = TimeText.date(text, now: now, zone: place.zone, dayStarts: place.dayStarts, prefer: .past) {
            self = .day(date)
            return
        }
        do {
            self = .instant(
                try TimeText.parse(text, now: now, zone: place.zone, dayStarts: place.dayStarts, prefer: .past))
        } catch {
            throw ControlError.invalidTime(text, "\(error)")
        }
    }

    /// The day, or the one that the instant lies in.
    func date(in place: UserCalendar) -> LocalDate {
        switch self {
        case .day(let date): date
        case .instant(let instant): place.date(of: instant)
        }
    }
}
