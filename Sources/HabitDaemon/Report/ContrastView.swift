internal import HabitEngine
internal import HabitKit

/// Baseline against now.
struct ContrastView {
    let tiles: [Tile]
    /// `Baseline: 1 – 28 Nov 2024 (26 check-ins). Now: …`
    let windows: String
    /// Nothing can be compared.
    let isEmpty: Bool

    struct Tile {
        let label: String
        let isPain: Bool
        let isUnvalidated: Bool
        let baseline: String
        let now: String
        /// `−2.9 points (−48 %)`
        let change: String
        /// `less pain`, `better`
        let direction: String?
        /// For pain: what the change means.
        let verdict: String?
        let isReached: Bool
    }

    init(_ comparison: ReportComparison) {
        tiles = comparison.rows.map(Tile.init)
        isEmpty = comparison.baseline == nil && comparison.now == nil
        windows = Self.words(comparison)
    }

    private static func words(_ comparison: ReportComparison) -> String {
        let least = "at least \(ReportRules.windowCheckIns) check-ins in four weeks"
        func told(_ window: ReportComparison.Window) -> String {
            "\(ReportWords.range(window.from, window.through)) (\(ReportWords.count(window.checkIns, "check-in")))"
        }
        guard let baseline = comparison.baseline else {
            return "Nothing is compared: a baseline needs \(least)."
        }
        guard let now = comparison.now else {
            return
                "Baseline: \(told(baseline)). Nothing is compared with it: that takes \(least) at the end of the period, "
                + "after the baseline."
        }
        return "Baseline: \(told(baseline)). Now: \(told(now))."
    }
}

extension ContrastView.Tile {
    init(_ row: ReportComparison.Row) {
        label = row.scale.name
        isPain = row.scale == .pain
        isUnvalidated = !row.isValidated
        baseline = row.baseline.map(ReportWords.tenth) ?? "–"
        now = row.now.map(ReportWords.tenth) ?? "–"
        isReached = row.importance?.isReached ?? false
        guard let difference = row.change else {
            change = "too few check-ins to compare"
            (direction, verdict) = (nil, nil)
            return
        }
        let share = row.importance?.share.map { " (\(ReportWords.signedPercent($0)))" } ?? ""
        change = ReportWords.signed(difference) + " points" + share
        direction = Self.direction(row.scale, difference)
        verdict = row.importance.map { Self.verdict($0, isLess: difference < 0) }
    }

    private static func direction(_ scale: CheckIn.Scale, _ change: Double) -> String {
        if change == 0 { return "as before" }
        switch scale {
        case .pain: return change < 0 ? "less pain" : "more pain"
        case .sleep: return change > 0 ? "better" : "worse"
        default: return change > 0 ? "higher" : "lower"
        }
    }

    private static func verdict(_ importance: ReportComparison.Importance, isLess: Bool) -> String {
        guard importance.isReached else { return "Below the minimal important change (2 points or 30 %)" }
        let by =
            switch (importance.reachesPoints, importance.reachesShare) {
            case (true, true): "2 points and 30 %"
            case (true, false): "2 points"
            default: "30 %"
            }
        return "Reaches the minimal important change (\(by))\(isLess ? "" : ": pain has grown")"
    }
}

extension CheckIn.Scale {
    /// As a heading.
    var name: String {
        switch self {
        case .pain: "Pain"
        case .sleep: "Sleep"
        case .mood: "Mood"
        case .energy: "Energy"
        case .pegPain, .pegEnjoyment, .pegActivity: "PEG"
        }
    }
}
