/// An assessment on the wire.
struct WireAssessment: Codable {
    struct Progress: Codable {
        var done: Double
        var target: Double?
        var unit: String
        var days: Int?
    }

    struct Prompt: Codable {
        var due: String
        var message: String
        var slackSeconds: Double?
        var repeats: Int?
        var isFirm: Bool?
        var routine: WireRoutine?
        var key: String?
        var naturalBreakSeconds: Double?
    }

    var state: String
    var reason: String
    var progress: Progress?
    var prompt: Prompt?
    var validUntil: String?

    init(_ assessment: Assessment, offset: Int) {
        state = assessment.state.rawValue
        reason = assessment.reason
        progress = assessment.progress.map { progress in
            Progress(
                done: progress.done, target: progress.target, unit: progress.unit.symbol, days: progress.days)
        }
        prompt = assessment.prompt.map { prompt in
            Prompt(
                due: prompt.due.onWire(offset: offset), message: prompt.message,
                slackSeconds: WireSeconds.print(prompt.slack), repeats: prompt.repeats, isFirm: prompt.isFirm,
                routine: prompt.routine.map(WireRoutine.init), key: prompt.key,
                naturalBreakSeconds: prompt.naturalBreak.map(WireSeconds.print))
        }
        validUntil = assessment.validUntil?.onWire(offset: offset)
    }

    func assessment() throws(PluginWireProblem) -> Assessment {
        Assessment(
            state: try wireWord(state, "assessment.state"), progress: try progress?.value(),
            prompt: try prompt?.value(), reason: reason,
            validUntil: try validUntil.map { text throws(PluginWireProblem) in
                try Instant(wire: text, "assessment.validUntil")
            })
    }
}

extension WireAssessment.Progress {
    fileprivate func value() throws(PluginWireProblem) -> Progress {
        Progress(done: done, target: target, unit: try wireUnit(unit, "assessment.progress.unit"), days: days)
    }
}

extension WireAssessment.Prompt {
    fileprivate func value() throws(PluginWireProblem) -> Prompt {
        let path = "assessment.prompt"
        return Prompt(
            due: try Instant(wire: due, "\(path).due"), message: message,
            slack: try WireSeconds.read(slackSeconds ?? 300, "\(path).slackSeconds"), repeats: repeats ?? 0,
            isFirm: isFirm ?? false, routine: routine?.routine, key: key,
            naturalBreak: try naturalBreakSeconds.map { seconds throws(PluginWireProblem) in
                try WireSeconds.read(seconds, "\(path).naturalBreakSeconds")
            })
    }
}
