package import HabitKit

/// Where and when the user's days are.
package struct UserCalendar: Sendable, Equatable {
    package var zone: Zone
    /// The hour a day starts at.
    package var dayStarts: LocalTime

    /// The day that `instant` belongs to.
    package func date(of instant: Instant) -> LocalDate {
        Day.date(of: instant, starts: dayStarts, zone: zone)
    }
}
