public import HabitKit

/// How one day was, from all of its check-ins.
public struct BodyDay: Sendable, Equatable {
    public var date: LocalDate
    /// The mean of the day's ratings, by scale; 0 … 10.
    public var means: [CheckIn.Scale: Double]
    /// The highest pain of the day.
    public var worstPain: Int?
    /// Check-ins of the day.
    public var count: Int

    public init(date: LocalDate, means: [CheckIn.Scale: Double], worstPain: Int? = nil, count: Int = 1) {
        self.date = date
        self.means = means
        self.worstPain = worstPain
        self.count = count
    }

    public subscript(scale: CheckIn.Scale) -> Double? { means[scale] }

    /// PEG's score, the mean of its three items; nil unless all three were told that day.
    public var peg: Double? {
        let items = CheckIn.Scale.peg.compactMap { means[$0] }
        return items.count == 3 ? items.reduce(0, +) / 3 : nil
    }
}
