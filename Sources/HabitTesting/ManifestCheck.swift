internal import HabitKit

/// What must hold of a manifest alone.
enum ManifestCheck {
    static func violations(in manifest: Manifest) -> [String] {
        identity(manifest) + amounts(manifest) + settings(manifest) + attributes(manifest) + routines(manifest)
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
        return found
    }

    private static func settings(_ manifest: Manifest) -> [String] {
        var found = repeated(manifest.settings.map(\.key)).map { "settings.\($0): declared twice" }
        for spec in manifest.settings {
            if !isKey(spec.key) { found.append("settings.\(spec.key): a key is lower-case letters, digits, - and _") }
            if ["plugin", "title", "enabled", "private"].contains(spec.key) {
                found.append("settings.\(spec.key): the key is taken by habitd itself")
            }
            if !spec.accepts(spec.defaultValue) {
                found.append("settings.\(spec.key): the default \(spec.defaultText) is outside \(spec.allowed)")
            }
            if !isOneLine(spec.summary, limit: 200) {
                found.append("settings.\(spec.key): a summary of one line is wanted")
            }
        }
        return found
    }

    private static func attributes(_ manifest: Manifest) -> [String] {
        repeated(manifest.attributes.map(\.key)).map { "attributes.\($0): declared twice" }
            + manifest.attributes.filter { !isKey($0.key) }.map {
                "attributes.\($0.key): a key is lower-case letters, digits, - and _"
            }
    }

    private static func routines(_ manifest: Manifest) -> [String] {
        repeated(manifest.routines.map(\.id)).map { "routines.\($0): declared twice" }
            + manifest.routines.flatMap(RoutineCheck.violations)
    }

    private static func repeated(_ keys: [String]) -> [String] {
        Dictionary(grouping: keys) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
    }

    private static func isPathComponent(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isKey(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
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
