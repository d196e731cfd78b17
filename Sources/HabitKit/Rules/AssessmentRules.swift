extension Assessment {
    /// What no answer may be, whatever the moment, one line each; empty for a sound one. habitd takes no other: the
    /// answer may come from a program or a file of anyone's.
    package func violations(at moment: Moment, _ manifest: Manifest) -> [String] {
        AssessmentRules.reason(self) + AssessmentRules.progress(self, manifest)
            + (prompt.map { AssessmentRules.prompt($0, moment) } ?? [])
    }
}

/// What must hold of an answer for habitd to live with it.
enum AssessmentRules {
    /// No prompt lies further from now than this.
    static let reach = Duration.hours(24 * 400)

    static func reason(_ assessment: Assessment) -> [String] {
        if isOneLine(assessment.reason, limit: 200) { return [] }
        return ["reason: one line of 1 to 200 characters is wanted, got \(assessment.reason.quoted)"]
    }

    static func progress(_ assessment: Assessment, _ manifest: Manifest) -> [String] {
        guard let progress = assessment.progress else { return [] }
        var found: [String] = []
        if !(progress.done.isFinite && progress.done >= 0) {
            found.append("progress.done: \(progress.done) is no amount")
        }
        if let target = progress.target, !(target.isFinite && target > 0) {
            found.append("progress.target: \(target) must be above 0; leave it out where there is no goal")
        }
        let allowed = [manifest.unit.dimension, manifest.goal == .count ? .count : manifest.unit.dimension]
        if !allowed.contains(progress.unit.dimension) {
            found.append("progress.unit: \(progress.unit.symbol) is not the manifest's \(manifest.unit.symbol)")
        }
        return found
    }

    static func prompt(_ prompt: Prompt, _ moment: Moment) -> [String] {
        var found: [String] = []
        if !isOneLine(prompt.message, limit: 200) {
            found.append("prompt.message: one line of 1 to 200 characters is wanted")
        }
        if let key = prompt.key, !isOneLine(key, limit: 200) {
            found.append("prompt.key: one line of 1 to 200 characters is wanted")
        }
        if prompt.due > moment.now + reach { found.append("prompt.due: more than 400 days ahead") }
        if prompt.due < moment.now - reach { found.append("prompt.due: more than 400 days ago") }
        if prompt.slack < .zero || prompt.slack > .hours(24) { found.append("prompt.slack: must be 0 – 24 h") }
        if !(0...5).contains(prompt.repeats) { found.append("prompt.repeats: must be 0 – 5") }
        if let rest = prompt.naturalBreak, rest <= .zero {
            found.append("prompt.naturalBreak: must be longer than 0; leave it out where only an entry answers")
        }
        return found + (prompt.routine.map(RoutineRules.violations) ?? [])
    }
}
