/// Pain before and after a change of the interval between sessions.
///
/// Worth a word from 2 points or 30 % more on: the smallest difference on NRS-11 that patients call important (Farrar
/// 2001, 2,724 people). One person's weeks prove nothing; it is a reason to talk, and no verdict.
public struct PainOverChange: Sendable, Equatable {
    /// Means of the pain that was told, 0 … 10.
    public var before: Double
    public var after: Double
    /// Check-ins on each side.
    public var counts: (before: Int, after: Int)

    /// Days looked at before the change.
    public static let daysBefore = 14
    /// Days looked at from the change on; later ones tell of other things too.
    public static let daysAfter = 28
    /// Check-ins on each side below which nothing is said.
    public static let least = 5

    /// - Parameter pains: what was told, with its day, in any order.
    /// - Returns: nil where too little was told.
    public init?(_ pains: some Sequence<(day: LocalDate, pain: Double)>, change: LocalDate) {
        var (before, after) = ([Double](), [Double]())
        for (day, pain) in pains {
            switch day.days(since: change) {
            case -Self.daysBefore..<0: before.append(pain)
            case 0..<Self.daysAfter: after.append(pain)
            default: break
            }
        }
        guard before.count >= Self.least, after.count >= Self.least else { return nil }
        self.before = before.reduce(0, +) / Double(before.count)
        self.after = after.reduce(0, +) / Double(after.count)
        counts = (before.count, after.count)
    }

    /// Whether it rose by as much as matters.
    public var isRise: Bool {
        let rise = after - before
        // A third more of next to nothing is next to nothing.
        return rise >= 2 || rise >= 1 && rise >= 0.3 * before
    }

    public static func == (left: PainOverChange, right: PainOverChange) -> Bool {
        (left.before, left.after, left.counts.before, left.counts.after)
            == (right.before, right.after, right.counts.before, right.counts.after)
    }
}
