import HabitKit

/// What a day means of which nothing was told.
///
/// While habitd runs it keeps what each day asks for. A later day without that is one on which it did not run, or on
/// which the habit was switched off: nobody knows what was done, and a guess would be unfair in either direction. Such a
/// day is unknown, and counts neither way. Before the first day that was kept there are only entries that were brought
/// along from elsewhere; there a day that is left out was missed, as Loop has it, or else every import would look perfect.
struct GapRule: Sendable {
    /// A day was met whose plan was kept: from then on a day without one is unknown.
    private(set) var isUnknown = false

    /// Whether nobody knows what was done on that day. Days are asked for in their order.
    mutating func isUnknown(_ record: DayRecord) -> Bool {
        if record.isPlanned { isUnknown = true }
        return isUnknown && !record.isPlanned && record.isEmpty
    }
}
