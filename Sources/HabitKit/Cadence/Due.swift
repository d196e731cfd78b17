/// A cadence's answer: when the next prompt is due, and why then.
public struct Due: Sendable, Equatable {
    /// In the past means now; nil while there is nothing to ask.
    public var at: Instant?
    /// One line without a full stop, as `habitctl why` tells it.
    public var reason: String
    /// Ask again at this time though nothing happens.
    public var validUntil: Instant?

    public init(at: Instant?, reason: String, validUntil: Instant? = nil) {
        self.at = at
        self.reason = reason
        self.validUntil = validUntil
    }

    /// Whether it is time at `now`.
    public func isDue(at now: Instant) -> Bool {
        at.map { $0 <= now } ?? false
    }

    /// `upcoming` or `due`, for plugins whose state has no other reason.
    public func state(at now: Instant) -> Assessment.State {
        isDue(at: now) ? .due : .upcoming
    }
}

extension Moment {
    /// `15:40`, as the wall shows it; with the weekday when it is another day.
    public func clock(_ instant: Instant) -> String {
        let local = zone.local(instant)
        if day.bounds.contains(instant) || local.date == zone.local(now).date { return local.time.text }
        return "\(local.date.weekday.name) \(local.time.text)"
    }

    /// The first instant from `start` on at which something may be said today; in the past when `start` lies in the
    /// range that holds now, nil when today's active hours are over before it.
    public func firstActive(from start: Instant) -> Instant? {
        day.active.first { $0.upperBound > max(start, now) }.map { max(start, $0.lowerBound) }
    }

    /// The habit's entries of today that add to progress.
    public var doneToday: [Entry] { today.filter(\.counts) }

    /// What today's entries add up to in `unit`; amounts of another dimension are left out.
    public func amountToday(in unit: Unit) -> Double {
        doneToday.reduce(0) { sum, entry in
            guard entry.unit.dimension == unit.dimension else { return sum }
            return sum + entry.amount * entry.unit.scale / unit.scale
        }
    }
}
