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
        unique(await check(plugin, settings: settings).flatMap(\.violations))
    }

    /// The same for a habit that is already bound; its settings are not varied.
    public static func violations(of habit: BoundHabit) async -> [String] {
        unique(await HabitCheck.results(of: habit).flatMap(\.violations))
    }

    /// The contract promise by promise, kept and broken ones.
    ///
    /// - Parameters:
    ///   - settings: what to try beside the defaults and the ends of each range.
    ///   - each: gets a promise's result as soon as it is known; a program takes its time.
    public static func check(
        _ plugin: some HabitPlugin, settings: [SettingTable] = [], each: (ContractResult) -> Void = { _ in }
    ) async -> [ContractResult] {
        let manifest = plugin.manifest
        var results: [ContractResult] = []
        func tell(_ result: ContractResult) {
            results.append(result)
            each(result)
        }
        tell(ManifestCheck.result(of: plugin, manifest))
        guard results.allSatisfy(\.isKept) else { return results }
        tell(SettingCheck.result(of: plugin, manifest))
        do {
            let habit = try BoundHabit(manifest.id, plugin: plugin)
            for result in await HabitCheck.results(of: habit) { tell(result) }
        } catch {
            tell(ContractResult(.answers, scope: "default settings", violations: ["settings: \(error)"]))
        }
        let known = results.flatMap(\.violations)
        tell(await RangeCheck(plugin: plugin, manifest: manifest, known: known).result(with: settings))
        return results
    }

    /// The moments that the contract is tried at, for a plugin of this manifest.
    package static func edgeMoments(for manifest: Manifest) -> [(name: String, moment: Moment)] {
        EdgeMoments.all(for: manifest).map { ($0.name, $0.moment) }
    }

    /// In order, each once: the same break shows in many moments.
    private static func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }
}
