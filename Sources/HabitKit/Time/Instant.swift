/// A point in time: microseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
///
/// It carries no zone and reads no clock: whoever needs "now" is given it.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since the epoch; negative before 1970.
    public var microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// The instant `seconds` whole seconds after the epoch, plus `microseconds`; what lies further than 292,000 years
    /// from it is held at ``distantPast`` or ``distantFuture``.
    public init(seconds: Int64, microseconds: Int = 0) {
        self.microseconds = Int64(clamping: Int128(seconds) * 1_000_000 + Int128(microseconds))
    }

    /// Whole seconds since the epoch, rounded down.
    public var seconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    public static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Further than any plan reaches; a deadline that never comes.
    public static let distantFuture = Instant(microseconds: .max)
    /// Before anything was recorded.
    public static let distantPast = Instant(microseconds: .min)

    public static func + (instant: Instant, duration: Duration) -> Instant {
        let (sum, overflow) = instant.microseconds.addingReportingOverflow(duration.microseconds)
        guard overflow else { return Instant(microseconds: sum) }
        return duration.microseconds > 0 ? .distantFuture : .distantPast
    }

    public static func - (instant: Instant, duration: Duration) -> Instant {
        instant + (.zero - duration)
    }

    /// The time from `right` to `left`: negative when `left` comes first.
    public static func - (left: Instant, right: Instant) -> Duration {
        let (difference, overflow) = left.microseconds.subtractingReportingOverflow(right.microseconds)
        guard overflow else { return .microseconds(difference) }
        return .microseconds(left > right ? Int64.max : .min)
    }

    public static func += (instant: inout Instant, duration: Duration) {
        instant = instant + duration
    }
}

extension Duration {
    /// The duration in microseconds, rounded towards zero and held within `Int64`.
    public var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return seconds > 0 ? .max : .min }
        let (sum, carried) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        return carried ? (seconds > 0 ? .max : .min) : sum
    }

    /// Whole seconds, rounded towards zero.
    public var wholeSeconds: Int64 { components.seconds }

    /// `count` minutes.
    public static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
    /// `count` hours of 3,600 seconds; a calendar day may have another number of them.
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
}
