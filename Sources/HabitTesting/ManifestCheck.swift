internal import HabitKit

/// What must hold of a manifest alone.
enum ManifestCheck {
    static func violations(in manifest: Manifest) -> [String] {
        identity(manifest) + amounts(manifest) + SettingCheck.violations(in: manifest) + routines(manifest)
    }

    private static func identity(_ manifest: Manifest) -> [String] {
        var found: [String] = []
        if !isPathComponent(manifest.id) {
            found.append("id: “\(manifest.id)” must be lower-case letters, digits and hyphens, 1 to 64 of them")
        }
        if !isOneLine(manifest.title, limit: 60) { found.append("title: one line of 1 to 60 characters is wanted") }
        if !isOneLine(manifest.summary, limit: 200) {
            found.append("summary: one line of 1 to 200 characters is wanted")
        }
        if !(0...400).contains(manifest.needs.historyDays) {
            found.append("needs.historyDays: \(manifest.needs.historyDays) is outside 0 – 400")
        }
        return found
    }

    private static func amounts(_ manifest: Manifest) -> [String] {
        var found: [String] = []
        if !(manifest.amounts.lowerBound >= 0 && manifest.amounts.upperBound.isFinite) {
            found.append("amounts: the range must be finite and not negative")
        }
        if !manifest.amounts.contains(manifest.usualAmount) || manifest.usualAmount <= 0 {
            found.append("usualAmount: \(manifest.usualAmount) must be above 0 and within amounts")
        }
        if let key = manifest.usualAmountSetting,
            !manifest.settings.contains(where: { $0.key == key && $0.isAmount(in: manifest.unit) })
        {
            found.append(
                "usualAmountSetting: “\(key)” must be a duration or quantity setting counted in \(manifest.unit.symbol)"
            )
        }
        return found
    }

    private static func routines(_ manifest: Manifest) -> [String] {
        SettingCheck.repeated(manifest.routines.map(\.id)).map { "routines.\($0): declared twice" }
            + manifest.routines.flatMap(RoutineCheck.violations)
    }

    fileprivate static func isPathComponent(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && SettingCheck.isKey(text) && !text.contains("_")
    }
}

/// Whether `text` is one line of at most `limit` characters, without control characters, and says something.
func isOneLine(_ text: String, limit: Int) -> Bool {
    (1...limit).contains(text.count)
        && text.unicodeScalars.allSatisfy { $0.value >= 32 && !(127...159).contains($0.value) }
}

/// What must hold of a routine.
enum RoutineCheck {
    static func violations(in routine: Routine) -> [String] {
        var found: [String] = []
        if !ManifestCheck.isPathComponent(routine.id) {
            found.append("routines.\(routine.id): an id is lower-case letters, digits and hyphens")
        }
        if !isOneLine(routine.title, limit: 60) {
            found.append("routines.\(routine.id): a title of one line is wanted")
        }
        if routine.steps.isEmpty { found.append("routines.\(routine.id): it has no steps") }
        for (index, step) in routine.steps.enumerated() {
            let place = "routines.\(routine.id), step \(index + 1)"
            if !(1...100).contains(step.repetitions) { found.append("\(place): repetitions must be 1 – 100") }
            if !(0...3600).contains(step.holdSeconds) { found.append("\(place): a hold must be 0 – 3600 seconds") }
            if !isOneLine(step.instruction, limit: 400) { found.append("\(place): one line of instruction is wanted") }
        }
        return found
    }
}

extension SettingSpec {
    /// Whether its value converts to `unit`.
    fileprivate func isAmount(in unit: Unit) -> Bool {
        switch kind {
        case .duration: unit.dimension == .time
        case .quantity(let own, _): own.dimension == unit.dimension
        default: false
        }
    }
}
