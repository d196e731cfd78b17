public import HabitKit

/// The contract that every plugin keeps, whatever its origin.
///
/// It reads the manifest, tries every setting beyond its range and at both ends of it, and asks the plugin about a table
/// of moments: mornings and midnights, empty and long histories, days of 23 and 25 hours, rest and absence. Each
/// promise that is broken comes back as one line a person can act on.
///
/// ```swift
/// @Test func `keeps the contract of every plugin`() async {
///     let violations = await PluginContract.violations(of: WaterPlugin())
///     #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
/// }
/// ```
public enum PluginContract {
    /// Everything that `plugin` does against the contract, with its default settings, with each setting at the ends of
    /// its range, and with `settings`; empty for a sound one.
    ///
    /// An unsound manifest is told alone: what rests on it could only be judged by guessing.
    public static func violations(
        of plugin: some HabitPlugin, settings: [SettingTable] = []
    ) async -> [String] {
        let manifest = plugin.manifest
        var found = manifest.violations
        if plugin.manifest != manifest { found.append("manifest: it changes from one reading to the next") }
        guard found.isEmpty else { return found }
        found += settingViolations(of: plugin)
        let ends = manifest.settings.flatMap { spec in SettingRange.ends(of: spec).map { [spec.key: $0] } }
        for table in [[:]] + ends + settings {
            let told = table.isEmpty ? "" : "with \(describe(table, manifest)), "
            do {
                let habit = try BoundHabit(manifest.id, plugin: plugin, settings: table)
                let own = await violations(of: habit)
                // What the defaults already break is not told again for every other value.
                found += own.filter { line in !found.contains { $0.hasSuffix(line) } }.map { told + $0 }
            } catch { found.append("settings: \(error)") }
        }
        return unique(found)
    }

    /// The same for a habit that is already bound; its settings are not varied.
    public static func violations(of habit: BoundHabit) async -> [String] {
        let edges = EdgeMoments.all(for: habit.manifest)
        var found: [String] = []
        var answers: [Assessment?] = []
        for edge in edges {
            do {
                let answer = try await habit.assess(edge.moment)
                answers.append(answer)
                found += AssessmentCheck.violations(in: answer, at: edge.moment, habit.manifest).map {
                    "\(edge.name): \($0)"
                }
                found += await repeatViolations(of: habit, after: answer, edge.moment).map { "\(edge.name): \($0)" }
            } catch {
                answers.append(nil)
                found.append("\(edge.name): assess threw: \(error)")
            }
        }
        return unique(found + (await memoryViolations(of: habit, edges, answers)))
    }

    /// Asked again in the other order, a plugin without a memory and a clock gives the same answers.
    private static func memoryViolations(
        of habit: BoundHabit, _ edges: [EdgeMoments], _ answers: [Assessment?]
    ) async -> [String] {
        for (edge, answer) in zip(edges, answers).reversed() {
            guard let answer, let again = try? await habit.assess(edge.moment), again != answer else { continue }
            return ["\(edge.name): the same moment got two different answers: “\(answer.reason)”, “\(again.reason)”"]
        }
        return []
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
            SettingRange.outside(spec).compactMap { raw -> String? in
                do throws(SettingProblems) {
                    _ = try BoundHabit.bind(plugin, id: plugin.manifest.id, raw: [spec.key: raw])
                    return "settings.\(spec.key): \(raw) is outside \(spec.allowed) but was accepted"
                } catch {
                    guard !error.problems.contains(where: { $0.key == spec.key }) else { return nil }
                    return "settings.\(spec.key): \(raw) was refused without naming the setting: \(error)"
                }
            }
        }
    }

    private static func describe(_ table: SettingTable, _ manifest: Manifest) -> String {
        manifest.settings.compactMap { spec in table[spec.key].map { "\(spec.key) = \(spec.print($0).prefix(40))" } }
            .joined(separator: ", ")
    }

    /// In order, each once: the same break shows in many moments.
    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }
}
