import HabitEngine
import HabitKit

@testable import HabitEngine

/// A person whose days resemble their neighbours, with or without something that works.
struct SimulatedLife {
    var days = 365
    /// How much a day's pain is like the day before's, beside its slow course.
    var likeness = 0.7
    /// The same of what is done and slept.
    var habits = 0.4
    /// Points by which pain is lower after a day of more movement than usual.
    var effect = 0.0
    /// Part of the days that are not written down.
    var silence = 0.1

    /// The ten questions of habitd, in its order, without their words.
    static let questions: [AssociationQuestion] = [
        question("movement-pain", .movement, .rating(.pain), 1),
        question("pain-movement", .rating(.pain), .movement, 1),
        question("massage-pain", .daysSince(plugin: "massage"), .rating(.pain), 0),
        question("pain-massage", .rating(.pain), .daysUntil(plugin: "massage"), 0),
        question("sleep-pain", .rating(.sleep), .rating(.pain), 0),
        question("pain-sleep", .rating(.pain), .rating(.sleep), 1),
        question("water-energy", .amount(plugin: "water"), .rating(.energy), 0),
        question("energy-water", .rating(.energy), .amount(plugin: "water"), 1),
        question("foam-roll-pain", .amount(plugin: "foam-roll"), .rating(.pain), 1),
        question("pain-foam-roll", .rating(.pain), .amount(plugin: "foam-roll"), 1),
    ]

    private static func question(_ id: String, _ cause: Factor, _ effect: Factor, _ lag: Int) -> AssociationQuestion {
        AssociationQuestion(
            id: id, cause, effect, lag: lag, title: id, more: "After \(id)", then: "it was", unit: "points")
    }

    func data(_ random: inout SplitMix64) -> AssociationData {
        var data = AssociationData(
            from: LocalDate(dayNumber: 0), through: LocalDate(dayNumber: days - 1))
        let recovery = normal(&random) * 1.5
        let movement = course(habits, spread: 12, level: 30, rise: -5 * recovery, &random)
        // As from the chart of someone who recovers, or gets worse: a slow course that all of it shares.
        var pain = course(likeness, spread: 1.4, level: 5, rise: recovery, &random)
        if effect != 0 {
            let usual = Detrending.residuals(ContiguousArray(movement))
            for day in 1..<days where usual[day - 1] > 0 { pain[day] -= effect }
        }
        set(.movement, movement, in: &data, &random)
        set(.rating(.pain), pain.map { min(10, max(0, $0.rounded())) }, in: &data, &random)
        let sleep = course(0.5, spread: 1.3, level: 6, rise: -0.5 * recovery, &random)
        set(.rating(.sleep), sleep.map { min(10, max(0, $0.rounded())) }, in: &data, &random)
        let energy = course(0.6, spread: 1.2, level: 5, rise: -recovery, &random)
        set(.rating(.energy), energy.map { min(10, max(0, $0.rounded())) }, in: &data, &random)
        set(.amount(plugin: "water"), course(habits, spread: 300, level: 1500, rise: 0, &random), in: &data, &random)
        // Three times a week on much the same days.
        let rolled = (0..<days).map { [0, 2, 5].contains($0 % 7) && uniform(&random) < 0.8 ? 1.0 : 0 }
        data.set(.amount(plugin: "foam-roll"), rolled)
        massages(in: &data, &random)
        return data
    }

    /// Weekly, then fortnightly, then every four weeks.
    private func massages(in data: inout AssociationData, _ random: inout SplitMix64) {
        var sessions: [Int] = []
        var next = 2
        while next < days {
            sessions.append(next)
            next += (next < 91 ? 7 : next < 182 ? 14 : 28) + random.below(3)
        }
        data.set(
            .daysSince(plugin: "massage"),
            (0..<days).map { day in sessions.last { $0 <= day }.map { Double(day - $0) } ?? .nan })
        data.set(
            .daysUntil(plugin: "massage"),
            (0..<days).map { day in sessions.first { $0 > day }.map { Double($0 - day) } ?? .nan })
    }

    private func set(_ factor: Factor, _ values: [Double], in data: inout AssociationData, _ random: inout SplitMix64) {
        data.set(factor, values.map { uniform(&random) < silence ? .nan : $0 })
    }

    /// An autoregressive course around a level that rises slowly.
    private func course(
        _ likeness: Double, spread: Double, level: Double, rise: Double, _ random: inout SplitMix64
    ) -> [Double] {
        let noise = spread * (1 - likeness * likeness).squareRoot()
        var state = normal(&random) * spread
        return (0..<days).map { day in
            state = likeness * state + noise * normal(&random)
            return level + rise * Double(day) / Double(days) + state
        }
    }

    private func uniform(_ random: inout SplitMix64) -> Double { Double(random.next() >> 11) * 0x1p-53 }

    /// The sum of twelve uniform numbers, less six.
    private func normal(_ random: inout SplitMix64) -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += uniform(&random) }
        return sum
    }
}
