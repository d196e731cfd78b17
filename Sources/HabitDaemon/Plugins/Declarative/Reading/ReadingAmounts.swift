internal import HabitKit

// What is counted, and how much of it.
extension HabitFileReader {
    /// As the file says it, or else as its serving, target or usual amount is written.
    mutating func unit(_ table: [String: ConfigNode]) -> Unit {
        if table["unit"] != nil {
            guard case .text(let word)? = values.value(FileKeys.unit, in: table, path: []) else { return .times }
            if let unit = Unit(word) { return unit }
            let known = Unit.all.map(\.symbol)
            let hint = NearestKey.suggestion(for: word, among: known).map { "; did you mean “\($0)”?" } ?? ""
            note(
                ["unit"], "“\(SafeText.oneLine(word))” is no unit that is known here\(hint)",
                known.joined(separator: ", "))
            return .times
        }
        for key in ["serving", "target", "usual"] {
            guard case .value(.string(let text), _)? = table[key], let quantity = try? Quantity(parsing: text) else {
                continue
            }
            // 1h30min is read in seconds, and nobody counts in them.
            return quantity.unit == .seconds && quantity.amount >= 300 ? .minutes : quantity.unit
        }
        return .times
    }

    mutating func target(_ table: [String: ConfigNode], _ unit: Unit, _ cadence: ReadCadence) -> Double? {
        let target = seconds(DeclaredSettings.target(unit), in: table, path: [])
        if cadence.kind == .spread, table["target"] == nil {
            note(["target"], "a serving needs the amount of the whole day", DeclaredSettings.target(unit).allowed)
        }
        return cadence.kind == .week || cadence.kind == .phased ? nil : target
    }

    mutating func period(_ table: [String: ConfigNode], _ cadence: ReadCadence, _ target: Double?) -> Manifest.Period {
        guard case .text(let word)? = values.value(FileKeys.period, in: table, path: []) else { return .day }
        if table["target"] == nil, let kind = cadence.kind, kind.keys.contains("period") {
            note(["period"], "a period needs a target", nil)
        }
        return Manifest.Period(rawValue: word) ?? .day
    }

    mutating func beyond(_ table: [String: ConfigNode], _ cadence: ReadCadence, _ target: Double?) -> Bool {
        if table["beyond"] != nil, cadence.isActive, table["target"] == nil {
            note(["beyond"], "there is no target to go beyond")
        }
        return flag(DeclaredSettings.beyond, in: table) ?? false
    }

    /// The usual amount of one entry, and those that are accepted: by default what the unit has, and whatever the file
    /// itself asks for.
    mutating func amounts(
        _ table: [String: ConfigNode], _ unit: Unit, _ cadence: ReadCadence, _ target: Double?
    ) -> (usual: Double, amounts: ClosedRange<Double>) {
        let ranges = UnitRanges(unit)
        let spec = SettingSpec("usual", .quantity(unit, ranges.amounts), default: .number(ranges.usual), "")
        var usual = seconds(spec, in: table, path: [])
        if case .spread(let serving)? = cadence.value {
            if table["usual"] != nil { note(["usual"], "is the serving already") }
            usual = serving
        }
        let isTime = unit.dimension == .time
        let typical = usual ?? (isTime ? routineLength(table, unit) : nil) ?? ranges.usual
        guard table["amounts"] != nil else {
            return (typical, ranges.amounts.lowerBound...max(ranges.amounts.upperBound, target ?? 0, typical))
        }
        guard let amounts = amountRange(table["amounts"], unit) else { return (typical, ranges.amounts) }
        if case .spread? = cadence.value {
            // A user may set any serving, and what is asked for must be accepted.
            note(["amounts"], "does not go with serving: whatever is served is accepted")
        } else if let usual, !amounts.contains(usual) {
            note(["usual"], "lies outside amounts", "\(printed(amounts, unit))")
        }
        return (min(max(typical, amounts.lowerBound), amounts.upperBound), amounts)
    }

    private mutating func amountRange(_ node: ConfigNode?, _ unit: Unit) -> ClosedRange<Double>? {
        let ranges = UnitRanges(unit)
        let widest = ranges.amounts.lowerBound...max(ranges.targets.upperBound, ranges.amounts.upperBound)
        let allowed = "two amounts, the least and the most, within \(printed(widest, unit))"
        guard case .value(.list(let items), _)? = node, items.count == 2 else {
            note(["amounts"], "the least and the most of one entry are wanted", allowed)
            return nil
        }
        let spec = SettingSpec("amounts", .quantity(unit, widest), default: .number(widest.lowerBound), "")
        var ends: [Double] = []
        for (index, item) in items.enumerated() {
            do throws(SettingProblem) {
                if case .number(let number) = try spec.read(item) { ends.append(number) }
            } catch { note(["amounts", ConfigReader.item(index + 1)], error.problem, error.allowed) }
        }
        guard ends.count == 2 else { return nil }
        guard ends[0] <= ends[1] else {
            note(["amounts"], "the least comes first", allowed)
            return nil
        }
        return ends[0]...ends[1]
    }

    private func printed(_ range: ClosedRange<Double>, _ unit: Unit) -> String {
        SettingSpec("", .quantity(unit, range), default: .number(range.lowerBound), "").allowed
    }
}
