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
        let days = record.period.days
        if days == 1 {
            self.init(share: Self.share(done, of: target), window: 1, targets: 1, span: 1, frequency: 1)
            if record.gentle { share = max(share, 1) }
        } else if record.goal == .amount, record.target != nil {
            self.init(
                share: Self.share(done, of: target), window: days, targets: 1, span: days, frequency: 1 / Double(days))
        } else {
            self.init(times: target, in: days, done: done)
        }
        // Over several days, what was done before the rest of the day still counts.
        let isEmpty = span == 1 ? share < Self.met : done <= 0
        isNeutral = (record.rested || record.skipped) && isEmpty
    }

    /// A little below one: sums of thirds count as a whole.
    static let met = 1 - 1e-9

    /// So many times in a number of days. One day counts once, or as often as a day must where there are more times than
    /// days. Where there are fewer, Loop looks at two periods, so that an uneven week does not show at once.
    private init(times target: Double, in days: Int, done: Double) {
        let mostADay = max(1, (target / Double(days)).rounded(.up))
        let counted = min(done, mostADay)
        if target == Double(days) {
            self.init(share: counted, window: 1, targets: 1, span: 1, frequency: 1)
        } else {
            let isRare = target < Double(days)
            self.init(
                share: Self.share(counted, of: target), window: isRare ? 2 * days : days, targets: isRare ? 2 : 1,
                span: days, frequency: target / Double(days))
        }
    }

    /// After how many days that count a day weighs half: 13 for a daily habit, Loop's figure.
    var halfLife: Double { decay < 1 ? -1 / log2(decay) : .infinity }

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
