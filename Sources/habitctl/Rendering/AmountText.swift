internal import HabitKit

/// Done so far in words: `750 of 1500 ml`, `1 of 2`, `4 times`.
enum ProgressText {
    static func words(_ progress: Control.Progress) -> String {
        guard let target = progress.target else { return AmountText.words(progress.done, progress.unit) }
        return "\(NumberText.print(progress.done)) of \(NumberText.print(target))" + AmountText.unit(progress.unit)
    }
}

/// An amount as it is read: `250 ml`, `once`, `2 times`.
enum AmountText {
    static func words(_ amount: Double, _ unit: String) -> String {
        guard unit == "times" else { return NumberText.print(amount) + self.unit(unit) }
        return amount == 0 ? "not yet" : amount == 1 ? "once" : "\(NumberText.print(amount)) times"
    }

    /// Behind a number; what is only counted needs no unit there.
    static func unit(_ unit: String) -> String {
        unit == "times" || unit.isEmpty ? "" : " " + SafeText.oneLine(unit)
    }
}
