internal import HabitEngine
internal import HabitKit

/// Reads a habit's stored days as the records that are scored. A day on which habitd did not run is measured by the target
/// that held before it.
struct DayReading: Sendable {
    private var target: Double?
    private var period: TargetPeriod
    private let goal: Manifest.Goal

    /// - Parameters:
    ///   - target: what days before the first that habitd kept are measured by.
    ///   - period: what that target is for.
    init(manifest: Manifest, target: Double?, period: TargetPeriod) {
        self.target = target
        self.period = period
        goal = manifest.goal
    }

    /// Days come in their order.
    mutating func record(_ day: StoredDay) -> DayRecord {
        let known = day.period.flatMap(TargetPeriod.init(text:))
        if let known { (target, period) = (day.target, known) }
        return DayRecord(
            date: day.date, done: goal == .count ? Double(day.count) : day.done, count: day.count,
            gentle: day.wasGentle && day.count > 0, rested: day.wasRested, skipped: day.wasSkipped, target: target,
            period: period, goal: goal, isPlanned: day.period != nil)
    }
}

/// What past days are gathered in.
protocol PastDays: Sendable {
    /// Days come in ascending order.
    mutating func add(_ record: DayRecord)
}

extension StandingFold: PastDays {}

extension [DayRecord]: PastDays {
    mutating func add(_ record: DayRecord) { append(record) }
}

/// Sorts a habit's stored days into the past and today; later ones are left out.
struct SortedDays<Past: PastDays>: Sendable {
    var past: Past
    var today: DayRecord
    private var reading: DayReading

    /// - Parameter progress: what the plugin says of today.
    init(_ empty: Past, manifest: Manifest, _ progress: Progress?, today date: LocalDate) {
        let period = TargetPeriod(progress, usual: manifest.period)
        past = empty
        reading = DayReading(manifest: manifest, target: progress?.target, period: period)
        today = DayRecord(date: date, target: progress?.target, period: period, goal: manifest.goal, isPlanned: true)
    }

    mutating func add(_ day: StoredDay) {
        let record = reading.record(day)
        if day.date < today.date {
            past.add(record)
        } else if day.date == today.date {
            today = record
        }
    }
}
