internal import HabitKit

/// What is usual and possible in a unit where a file does not say it. Conventions, wide enough to stop slips of the
/// finger and nothing else.
struct UnitRanges {
    /// What one entry is when nobody says how much.
    let usual: Double
    /// One entry.
    let amounts: ClosedRange<Double>
    /// A day's or a week's goal.
    let targets: ClosedRange<Double>

    init(_ unit: Unit) {
        let base: (usual: Double, amounts: ClosedRange<Double>, targets: ClosedRange<Double>) =
            switch unit.dimension {
            case .volume: (250, 1...10_000, 50...20_000)
            case .time: (300, 1...86_400, 10...604_800)
            case .length: (1000, 1...200_000, 10...1_000_000)
            case .steps: (1000, 1...200_000, 10...1_000_000)
            case .repetitions: (10, 1...10_000, 1...100_000)
            case .count: (1, 1...100, 1...1000)
            case .scale: (1, 1...100, 1...1000)
            }
        usual = Self.tidy(base.usual / unit.scale)
        amounts = Self.tidy(base.amounts.lowerBound / unit.scale)...Self.tidy(base.amounts.upperBound / unit.scale)
        targets = Self.tidy(base.targets.lowerBound / unit.scale)...Self.tidy(base.targets.upperBound / unit.scale)
    }

    /// A round number that is printed as it is: two figures of it, and two decimals at most.
    static func tidy(_ number: Double) -> Double {
        var step = 0.01
        while number / step >= 100 { step *= 10 }
        // Divided by whole numbers, hundredths are as exact as if they were written.
        let rounded = step < 1 ? (number / step).rounded() / (1 / step).rounded() : (number / step).rounded() * step
        return max(0.01, rounded)
    }

    /// As much as anyone would say: two figures of it, rounded up, and whole where it is counted.
    static func roundedUp(_ amount: Double, _ unit: Unit) -> Double {
        guard amount > 0, amount.isFinite else { return amount }
        var step = unit.isCounted ? 1 : 0.01
        while amount / step >= 100 { step *= 10 }
        let steps = (amount / step - 1e-6).rounded(.up)
        return step < 1 ? steps / (1 / step).rounded() : steps * step
    }
}

extension Unit {
    /// Comes in whole numbers only.
    var isCounted: Bool {
        switch dimension {
        case .count, .repetitions, .steps, .scale: true
        case .volume, .time, .length: false
        }
    }
}
