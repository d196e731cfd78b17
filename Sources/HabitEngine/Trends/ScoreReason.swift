import HabitKit

/// What a habit's strength comes from.
public struct ScoreReason: Sendable, Equatable {
    /// 0 … 1.
    public var strength: Double
    /// Days in a row.
    public var streak: Int
    /// Of the latest days that count, those whose goal was met.
    public var met: Int
    /// The latest days that count, at most ``latest``.
    public var of: Int
    /// Days that were left out among them.
    public var rested: Int
    public var skipped: Int
    public var unknown: Int
    /// After how many days that count a day weighs half.
    public var halfLife: Double
    /// The days that the goal is for.
    public var span: Int

    /// How many days that count are told of.
    public static let latest = 30

    /// Nil before the first day.
    public init?(_ series: HabitSeries) {
        guard let last = series.days.last else { return nil }
        strength = series.standing.score
        streak = series.standing.streak
        halfLife = series.halfLife
        span = last.period.days
        (met, of, rested, skipped, unknown) = (0, 0, 0, 0, 0)
        for day in series.days.reversed() {
            guard of < Self.latest else { break }
            switch day.state {
            case .rested: rested += 1
            case .skipped: skipped += 1
            case .unknown: unknown += 1
            case .pending: break
            default:
                of += 1
                if day.isMet { met += 1 }
            }
        }
    }

    /// One line, without a full stop: `strength 0.83: 24 of the last 30 days that count met their goal; …`.
    public var text: String {
        var parts = [summary]
        if of > 0 { parts.append("a day weighs half after \(Int(halfLife.rounded())) days") }
        let left = [Self.days(rested, "of rest"), Self.days(skipped, "skipped"), Self.days(unknown, "unknown")]
            .compactMap { $0 }
        if !left.isEmpty { parts.append("left out: " + left.joined(separator: ", ")) }
        parts.append(streak == 1 ? "streak 1 day" : "streak \(streak) days")
        return parts.joined(separator: "; ")
    }

    private var summary: String {
        let head = "strength \(Self.hundredths(strength))"
        guard of > 0 else { return "\(head): no day that counts is over yet" }
        let days = of == 1 ? "the last day that counts" : "the last \(of) days that count"
        guard span > 1 else { return "\(head): \(met) of \(days) met \(of == 1 ? "its" : "their") goal" }
        return "\(head): on \(met) of \(days), what \(span) days ask for was kept up"
    }

    private static func days(_ count: Int, _ what: String) -> String? {
        count == 0 ? nil : count == 1 ? "1 day \(what)" : "\(count) days \(what)"
    }

    private static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        return "\(whole / 100).\(whole % 100 / 10)\(whole % 10)"
    }
}
