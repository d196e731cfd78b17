import Glibc
import HabitKit

/// How one day weighs in score and streak: Loop Habit Tracker's rules (`models/Score.kt`, `models/ScoreList.kt`),
/// with each day measured by its own target.
struct Measure: Sendable, Equatable {
    /// What the day adds, as a part of the period's target.
    var share: Double
    /// Neither done nor missed: a day of rest, or one skipped on purpose.
    var isNeutral: Bool
    /// Days, this one included, over which shares are summed for the score.
    var window: Int
    /// Times the target that such a window asks for.
    var targets: Double
    /// Days in which the target must be reached for the streak to hold.
    var span: Int
    /// What remains of yesterday's score: half after 13 days for a daily habit, later for a rarer one.
    var decay: Double

    init(_ record: DayRecord) {
        let target = record.target ?? 1
        let done = record.target == nil ? min(1, Double(record.count)) : record.done
        switch (record.period, record.goal) {
        case (.day, _):
            self.init(share: Self.share(done, of: target), window: 1, targets: 1, span: 1, frequency: 1)
            if record.gentle { share = max(share, 1) }
        case (.week, .amount) where record.target != nil:
            self.init(share: Self.share(done, of: target), window: 7, targets: 1, span: 7, frequency: 1 / 7)
        case (.week, _):
            self.init(timesAWeek: target, done: done)
        }
        // Over a week, what was done before the rest of the day still counts.
        let isEmpty = span == 1 ? share < Self.met : done <= 0
        isNeutral = (record.rested || record.skipped) && isEmpty
    }

    /// A little below one: sums of thirds count as a whole.
    static let met = 1 - 1e-9

    /// So many times a week. One day counts once, or as often as a day must where there are more than seven.
    /// Below seven Loop looks at two weeks, so that an uneven week does not show at once.
    private init(timesAWeek target: Double, done: Double) {
        let mostADay = max(1, (target / 7).rounded(.up))
        let counted = min(done, mostADay)
        if target == 7 {
            self.init(share: counted, window: 1, targets: 1, span: 1, frequency: 1)
        } else {
            let isRare = target < 7
            self.init(
                share: Self.share(counted, of: target), window: isRare ? 14 : 7, targets: isRare ? 2 : 1, span: 7,
                frequency: target / 7)
        }
    }

    private init(share: Double, window: Int, targets: Double, span: Int, frequency: Double) {
        self.share = share
        isNeutral = false
        self.window = window
        self.targets = targets
        self.span = span
        decay = exp2(-max(frequency, 0).squareRoot() / 13)
    }

    private static func share(_ done: Double, of target: Double) -> Double {
        target > 0 ? max(0, done) / target : 1
    }
}
