public import HabitKit

/// What is known of each day, from `first` on: one value a day for each factor, not a number where nothing is known.
public struct AssociationData: Sendable {
    public let first: LocalDate
    /// Days.
    public let count: Int
    private(set) var values: [Factor: ContiguousArray<Double>] = [:]

    /// - Parameter last: included.
    public init(from first: LocalDate, through last: LocalDate) {
        self.first = first
        count = max(0, last.days(since: first) + 1)
    }

    subscript(factor: Factor) -> ContiguousArray<Double>? { values[factor] }

    /// Sets a factor's values, one a day; what is missing at the end is unknown.
    public mutating func set(_ factor: Factor, _ days: some Sequence<Double>) {
        var row = ContiguousArray(days.prefix(count))
        row += repeatElement(.nan, count: count - row.count)
        values[factor] = row
    }

    /// Adds what check-ins told.
    public mutating func add(_ body: [BodyDay]) {
        for scale in CheckIn.Scale.daily {
            var row = ContiguousArray(repeating: Double.nan, count: count)
            for day in body {
                let place = day.date.days(since: first)
                if row.indices.contains(place), let mean = day[scale] { row[place] = mean }
            }
            values[.rating(scale)] = row
        }
    }

    /// Adds a habit of `manifest`'s plugin. On a day of which nothing is known nothing is taken for nothing done.
    public mutating func add(_ series: HabitSeries, _ manifest: Manifest) {
        let plugin = manifest.id
        add(series, scale: 1, to: .amount(plugin: plugin))
        if manifest.isMovement, manifest.unit.dimension == .time {
            add(series, scale: manifest.unit.scale / Unit.minutes.scale, to: .movement)
        }
        addDistances(plugin)
    }

    private mutating func add(_ series: HabitSeries, scale: Double, to factor: Factor) {
        var row = values[factor] ?? ContiguousArray(repeating: .nan, count: count)
        for day in series.days where day.state != .unknown && day.state != .pending {
            let place = day.date.days(since: first)
            guard row.indices.contains(place) else { continue }
            row[place] = (row[place].isNaN ? 0 : row[place]) + day.done * scale
        }
        values[factor] = row
    }

    /// Beyond two months a distance says that something has ended, and not how long ago.
    private static let furthest = 60

    private mutating func addDistances(_ plugin: String) {
        guard let amounts = values[.amount(plugin: plugin)] else { return }
        values[.daysSince(plugin: plugin)] = Self.distances(amounts, isSameDayNone: true)
        let until = Self.distances(ContiguousArray(amounts.reversed()), isSameDayNone: false)
        values[.daysUntil(plugin: plugin)] = ContiguousArray(until.reversed())
    }

    private static func distances(_ amounts: ContiguousArray<Double>, isSameDayNone: Bool) -> ContiguousArray<Double> {
        var last: Int?
        var row = ContiguousArray<Double>()
        row.reserveCapacity(amounts.count)
        for (place, amount) in amounts.enumerated() {
            if isSameDayNone, amount > 0 { last = place }
            let distance = last.map { place - $0 }
            row.append(distance.flatMap { $0 <= furthest ? Double($0) : nil } ?? .nan)
            if amount > 0 { last = place }
        }
        return row
    }
}
