public import HabitKit

/// The contract that every plugin keeps, whatever its origin.
///
/// It asks the plugin about a table of moments — mornings and midnights, empty and long histories, days of 23 and 25
/// hours, rest and absence — and tells each promise that is broken in one line a person can act on.
public enum PluginContract {
    /// Everything that `plugin` does against the contract, with its default settings and with `settings`; empty for a
    /// sound one.
    public static func violations(
        of plugin: some HabitPlugin, settings: [SettingTable] = []
    ) async -> [String] {
        var found = ManifestCheck.violations(in: plugin.manifest)
        found += settingViolations(of: plugin)
        for table in [[:]] + settings {
            do {
                let habit = try BoundHabit(plugin.manifest.id, plugin: plugin, settings: table)
                found += await violations(of: habit)
            } catch { found.append("settings: \(error)") }
        }
        return unique(found)
    }

    /// The same for a habit that is already bound; its settings are not varied.
    public static func violations(of habit: BoundHabit) async -> [String] {
        var found: [String] = []
        for edge in EdgeMoments.all(for: habit.manifest) {
            let prefix = edge.name + ": "
            do {
                let first = try await habit.assess(edge.moment)
                let second = try await habit.assess(edge.moment)
                if first != second { found.append(prefix + "the same moment got two different answers") }
                found += AssessmentCheck.violations(in: first, at: edge.moment, habit.manifest).map { prefix + $0 }
                found += await repeatViolations(of: habit, after: first, edge.moment).map { prefix + $0 }
            } catch { found.append(prefix + "assess threw: \(error)") }
        }
        return unique(found)
    }

    /// Once its prompt was announced and nobody answered, the plugin must not ask for the same instant again:
    /// otherwise it would be announced for ever.
    private static func repeatViolations(
        of habit: BoundHabit, after assessment: Assessment, _ moment: Moment
    ) async -> [String] {
        guard let prompt = assessment.prompt, prompt.due <= moment.now else { return [] }
        var later = moment
        later.lastPrompt = PromptRecord(
            key: prompt.key, due: prompt.due, announcedAt: moment.now, outcome: .announced)
        do {
            let next = try await habit.assess(later)
            guard let again = next.prompt, again.due <= moment.now else { return [] }
            return ["a prompt announced now is due again at once; the next one must lie later than lastPrompt"]
        } catch { return ["assess threw after a prompt was announced: \(error)"] }
    }

    /// Every setting refuses what lies outside its range, and says which one it is.
    private static func settingViolations(of plugin: some HabitPlugin) -> [String] {
        plugin.manifest.settings.flatMap { spec in
            outside(spec).compactMap { raw -> String? in
                let result = Result { () throws(SettingProblems) in
                    try BoundHabit.bind(plugin, id: plugin.manifest.id, raw: [spec.key: raw])
                }
                switch result {
                case .success: return "settings.\(spec.key): \(raw) is outside \(spec.allowed) but was accepted"
                case .failure(let error):
                    guard error.problems.contains(where: { $0.key == spec.key }) else {
                        return "settings.\(spec.key): \(raw) was refused without naming the setting: \(error)"
                    }
                    return nil
                }
            }
        }
    }

    /// Values that no setting of this kind may take.
    private static func outside(_ spec: SettingSpec) -> [RawSetting] {
        switch spec.kind {
        case .duration(let range):
            [.string("\(Int(range.upperBound) + 1)s"), .string("soon"), .integer(5), .boolean(true)]
                + (range.lowerBound > 1 ? [.string("\(Int(range.lowerBound) - 1)s")] : [])
        case .quantity(let unit, let range):
            [
                .number(range.upperBound + 1), .string("\(NumberText.print(range.upperBound + 1))\(unit.symbol)"),
                .boolean(true),
            ]
                + (range.lowerBound > 0 ? [.number(range.lowerBound / 2)] : [])
        case .integer(let range): [.integer(range.upperBound + 1), .integer(range.lowerBound - 1), .string("many")]
        case .boolean: [.string("yes"), .integer(1)]
        case .time: [.string("25:00"), .string("noon"), .integer(12)]
        case .choice: [.string("no such word"), .integer(1)]
        case .choices: [.list([]), .list([.string("no such word")]), .string("alone")]
        case .text(let limit): [.string(String(repeating: "x", count: limit + 1)), .integer(1)]
        }
    }

    /// In order, each once: the same break shows in many moments.
    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }
}
