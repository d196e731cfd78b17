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
