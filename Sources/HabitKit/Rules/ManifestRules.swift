extension Manifest {
    /// What is wrong with it, one line each that a person can act on; empty for a sound one. habitd takes no other.
    package var violations: [String] {
        ManifestRules.identity(self) + ManifestRules.amounts(self) + SettingRules.violations(in: self)
            + ManifestRules.routines(self)
    }
}

/// What must hold of a manifest alone.
enum ManifestRules {
    fileprivate static func identity(_ manifest: Manifest) -> [String] {
        var found: [String] = []
        if !isPathComponent(manifest.id) {
            found.append("id: “\(manifest.id)” must be lower-case letters, digits and hyphens, 1 to 64 of them")
        }
        if let refusal = CareNote.refusal(ofHabit: manifest.id) { found.append("id: \(refusal)") }
        if !isOneLine(manifest.title, limit: 60) { found.append("title: one line of 1 to 60 characters is wanted") }
        if !isOneLine(manifest.summary, limit: 200) {
            found.append("summary: one line of 1 to 200 characters is wanted")
        }
        if !(0...400).contains(manifest.needs.historyDays) {
            found.append("needs.historyDays: \(manifest.needs.historyDays) is outside 0 – 400")
        }
        if let days = manifest.needs.checkInDays, !(0...400).contains(days) {
            found.append("needs.checkInDays: \(days) is outside 0 – 400")
        }
        return found
    }

    fileprivate static func amounts(_ manifest: Manifest) -> [String] {
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

    fileprivate static func routines(_ manifest: Manifest) -> [String] {
        SettingRules.repeated(manifest.routines.map(\.id)).map { "routines.\($0): declared twice" }
            + manifest.routines.flatMap(RoutineRules.violations)
    }

    static func isPathComponent(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && SettingRules.isKey(text) && !text.contains("_")
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
