/// What must hold of a routine.
enum RoutineRules {
    static func violations(in routine: Routine) -> [String] {
        var found: [String] = []
        if !ManifestRules.isPathComponent(routine.id) {
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

/// Whether `text` is one line of at most `limit` characters, without control characters, and says something.
package func isOneLine(_ text: String, limit: Int) -> Bool {
    // Any number of accents can stand on one letter, which counts as one character.
    guard text.unicodeScalars.count <= 8 * limit, (1...limit).contains(text.count) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
        switch scalar.value {
        case 0..<32, 127...159, 0x2028, 0x2029: false
        default: true
        }
    }
}
