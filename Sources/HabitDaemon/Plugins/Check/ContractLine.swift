internal import HabitKit
internal import HabitTesting

/// The contract's results as lines of a check.
enum ContractLine {
    static func identity(_ manifest: Manifest, _ id: String) -> CheckLine {
        guard manifest.id != id else { return CheckLine("id", "the manifest says \(id) too") }
        return CheckLine(
            "id", "", problems: ["the manifest says “\(manifest.id)”, and the file's name says “\(id)”"],
            advice: "make them the same: two plugins could claim one id otherwise")
    }

    static func line(_ result: ContractResult) -> CheckLine {
        let asked = result.violations.filter { !$0.contains(NotAsked.text) }
        let scope = result.promise == .settings ? result.scope + ", each refused by its name" : result.scope
        return CheckLine(
            CheckAdvice.title(of: result.promise),
            asked.count == result.violations.count ? scope : "not tried to the end, since it failed so often",
            // A program answers; that assess threw is how it looks from inside.
            problems: asked.map { $0.replacing("assess threw: ", with: "") },
            advice: CheckAdvice.advice(on: result.promise))
    }

    /// - Parameter deadline: nil for a file, which habitd reads itself.
    static func time(_ times: CheckTimes, deadline: Duration?) -> CheckLine {
        guard let median = times.assessMedian, let most = times.assess99, let longest = times.assessLongest else {
            return CheckLine("time", "no answer came")
        }
        var told = "Assess \(CheckTimesText.print(median)) as a rule, 99 of 100 within \(CheckTimesText.print(most))"
        told += " (\(times.calls) calls)"
        if let describe = times.describe { told = "Describe \(CheckTimesText.print(describe)), " + told }
        guard let deadline, longest > CheckTimes.milliseconds(deadline) / 2 else { return CheckLine("time", told) }
        return CheckLine(
            "time", told,
            problems: [
                "an answer took \(CheckTimesText.print(longest)); after \(DurationText.print(deadline)) it is given up"
            ],
            advice: "do less at each question; a busy machine is slower still")
    }
}
