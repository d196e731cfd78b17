public import HabitKit

/// What a target is asked over: a day, a week, or any number of days, as in a phase of every other week.
public struct TargetPeriod: Sendable, Hashable {
    /// 1 … 400.
    public let days: Int

    public static let day = TargetPeriod(days: 1)
    public static let week = TargetPeriod(days: 7)

    /// Held within 1 … 400.
    public init(days: Int) {
        self.days = min(max(days, 1), 400)
    }

    public init(_ period: Manifest.Period) {
        switch period {
        case .day: self = .day
        case .week: self = .week
        }
    }

    /// What the target of `progress` is asked over; `usual` where it does not say.
    public init(_ progress: Progress?, usual: Manifest.Period) {
        self = progress?.days.map(TargetPeriod.init(days:)) ?? TargetPeriod(usual)
    }

    /// Reads what ``text`` prints; nil for anything else, which a later version may have written.
    public init?(text: String) {
        if let period = Manifest.Period(rawValue: text) {
            self.init(period)
        } else if text.last == "d", let days = Int(text.dropLast()), (1...400).contains(days), text == "\(days)d" {
            self.init(days: days)
        } else {
            return nil
        }
    }

    /// As the history keeps it: `day`, `week`, else `14d`.
    public var text: String {
        switch self {
        case .day: Manifest.Period.day.rawValue
        case .week: Manifest.Period.week.rawValue
        default: "\(days)d"
        }
    }
}
