package import HabitKit

/// A habit that a file describes. Like every plugin it keeps no state, and the same moment always gets the same answer.
package struct DeclarativePlugin: HabitPlugin {
    package typealias Settings = SettingTable

    package let manifest: Manifest
    private let declaration: Declaration

    init(_ declaration: Declaration) {
        self.declaration = declaration
        manifest = declaration.manifest
    }

    package func assess(_ moment: Moment, settings: SettingTable) -> Assessment {
        let mode = declaration.mode(moment.mode)
        let force = DeclaredForce(declaration, mode, settings)
        var standing = DeclaredStanding(declaration, force, moment)
        let prefix = Self.prefix(moment.mode, mode)
        if mode.isSilent { return silence(moment.mode, standing) }
        if standing.isMet, !force.goesOn {
            return Assessment(state: .satisfied, progress: standing.progress, reason: prefix + standing.praise)
        }
        let answer = CadenceAnswer(force.cadence, declaration, force, standing, moment)
        if let portion = answer.portion { standing.portion.amount = portion }
        let isMetUntilThen = standing.isMet && !answer.due.isDue(at: moment.now)
        return Assessment(
            state: isMetUntilThen ? .satisfied : answer.state, progress: standing.progress,
            prompt: answer.due.at.map { prompt(at: $0, mode, answer, standing, moment) },
            reason: prefix + (answer.tellsGoal && standing.isMet ? "goal met; " : "") + answer.due.reason,
            validUntil: answer.due.validUntil)
    }

    private func prompt(
        at due: Instant, _ mode: DeclaredMode, _ answer: CadenceAnswer, _ standing: DeclaredStanding, _ moment: Moment
    ) -> Prompt {
        let (template, key) = mode.message(moment)
        return Prompt(
            due: due, message: template.filled(standing), slack: declaration.slack, repeats: mode.repeats,
            isFirm: declaration.isFirm, routine: mode.routine, key: key,
            naturalBreak: (answer.naturalBreak ?? declaration.naturalBreak).map { .seconds($0) })
    }

    /// Nothing is asked, and what was done counts all the same.
    private func silence(_ day: DayMode, _ standing: DeclaredStanding) -> Assessment {
        let kind = day == .rest ? "a day of rest" : "a gentle day"
        return Assessment(
            state: standing.isMet ? .satisfied : .resting, progress: standing.progress,
            reason: standing.isMet ? "\(kind); \(standing.praise)" : "\(kind): nothing is asked")
    }

    private static func prefix(_ day: DayMode, _ mode: DeclaredMode) -> String {
        guard !mode.isSame else { return "" }
        switch day {
        case .normal: return ""
        case .gentle: return "a gentle day; "
        case .rest: return "a day of rest; "
        }
    }
}
