internal import HabitKit

/// What must hold of an answer, whatever the moment: what habitd itself insists on, and what makes a good one.
enum AssessmentCheck {
    static func violations(in assessment: Assessment, at moment: Moment, _ manifest: Manifest) -> [String] {
        assessment.violations(at: moment, manifest) + reason(assessment) + prompt(assessment, moment)
            + state(assessment, moment)
    }

    private static func reason(_ assessment: Assessment) -> [String] {
        let stop =
            assessment.reason.hasSuffix(".") ? ["reason: no full stop at the end: “\(assessment.reason)”"] : []
        return stop + scolding(assessment.reason, "reason")
    }

    private static func prompt(_ assessment: Assessment, _ moment: Moment) -> [String] {
        guard let prompt = assessment.prompt else { return [] }
        var found = scolding(prompt.message, "prompt.message")
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
