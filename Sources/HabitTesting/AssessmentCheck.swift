internal import HabitKit

/// What must hold of an answer, whatever the moment.
enum AssessmentCheck {
    static func violations(in assessment: Assessment, at moment: Moment, _ manifest: Manifest) -> [String] {
        reason(assessment) + progress(assessment, manifest) + prompt(assessment, moment) + state(assessment, moment)
    }

    private static func reason(_ assessment: Assessment) -> [String] {
        var found: [String] = []
        if !isOneLine(assessment.reason, limit: 200) {
            found.append("reason: one line of 1 to 200 characters is wanted, got “\(assessment.reason)”")
        }
        if assessment.reason.hasSuffix(".") { found.append("reason: no full stop at the end: “\(assessment.reason)”") }
        return found + scolding(assessment.reason, "reason")
    }

    private static func progress(_ assessment: Assessment, _ manifest: Manifest) -> [String] {
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

    private static func prompt(_ assessment: Assessment, _ moment: Moment) -> [String] {
        guard let prompt = assessment.prompt else { return [] }
        var found: [String] = []
        if !isOneLine(prompt.message, limit: 200) {
            found.append("prompt.message: one line of 1 to 200 characters is wanted")
        }
        found += scolding(prompt.message, "prompt.message")
        if prompt.due > moment.now + .hours(24 * 400) { found.append("prompt.due: more than 400 days ahead") }
        if prompt.due < moment.now - .hours(24 * 400) { found.append("prompt.due: more than 400 days ago") }
        if prompt.slack < .zero || prompt.slack > .hours(24) { found.append("prompt.slack: must be 0 – 24 h") }
        if !(0...5).contains(prompt.repeats) { found.append("prompt.repeats: must be 0 – 5") }
        if let rest = prompt.naturalBreak, rest <= .zero {
            found.append("prompt.naturalBreak: must be longer than 0; leave it out where only an entry answers")
        }
        if let routine = prompt.routine { found += RoutineCheck.violations(in: routine) }
        let isSilent = !moment.day.active.contains { $0.contains(max(prompt.due, moment.now)) }
        if !prompt.isFirm, isSilent, moment.day.bounds.contains(prompt.due) {
            found.append("prompt.due: within today but outside the active hours")
        }
        return found
    }

    private static func state(_ assessment: Assessment, _ moment: Moment) -> [String] {
        var found: [String] = []
        if assessment.state == .due, assessment.prompt.map({ $0.due > moment.now }) ?? false {
            found.append("state: due, but the prompt lies ahead")
        }
        if let until = assessment.validUntil, until <= moment.now {
            found.append("validUntil: not later than now; the plugin would be asked again without end")
        }
        return found
    }

    /// Words that blame. habitd never scolds.
    private static func scolding(_ text: String, _ place: String) -> [String] {
        let blaming = ["fail", "missed", "lazy", "should have", "again you", "forgot", "bad ", "shame"]
        return blaming.filter { text.lowercased().contains($0) }.map { "\(place): “\($0)” scolds: “\(text)”" }
    }
}
