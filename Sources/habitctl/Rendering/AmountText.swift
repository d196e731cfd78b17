internal import HabitKit

/// Done so far in words: `750 of 1500 ml`, `1 of 2`, `4 times`.
enum ProgressText {
    static func words(_ progress: Control.Progress) -> String {
        guard let target = progress.target else { return AmountText.words(progress.done, progress.unit) }
        // What is nearly reached must not read as reached.
        let isRoundedUp = progress.done < target && progress.done.rounded() >= target && target >= AmountText.coarse
        let done = isRoundedUp ? NumberText.print(progress.done.rounded(.down)) : AmountText.number(progress.done)
        return "\(done) of \(AmountText.number(target))" + AmountText.unit(progress.unit)
    }
}

/// An amount as it is read: `250 ml`, `once`, `2 times`.
enum AmountText {
    static func words(_ amount: Double, _ unit: String) -> String {
        guard unit == "times" else { return number(amount) + self.unit(unit) }
        return amount == 0 ? "not yet" : amount == 1 ? "once" : "\(NumberText.print(amount)) times"
    }

    /// From here on a fraction is noise: 1507 ml, not 1506.59 ml.
    static let coarse = 100.0

    /// A number for the eye; what is exact stands in JSON and CSV.
    static func number(_ amount: Double) -> String {
        NumberText.print(abs(amount) >= coarse ? amount.rounded() : amount)
    }

    /// Behind a number; what is only counted needs no unit there.
    static func unit(_ unit: String) -> String {
        unit == "times" || unit.isEmpty ? "" : " " + SafeText.oneLine(unit)
    }
}
