internal import HabitKit

/// Whether a plugin lives with every value that its own manifest allows.
struct RangeCheck<P: HabitPlugin> {
    let plugin: P
    let manifest: Manifest
    /// What the defaults already break, which is not told again for every other value.
    let known: [String]

    /// - Parameter settings: more to try than the ends of each range.
    func result(with settings: [SettingTable]) async -> ContractResult {
        let ends = manifest.settings.flatMap { spec in SettingRange.ends(of: spec).map { [spec.key: $0] } }
        var found: [String] = []
        for table in ends + settings {
            do {
                let habit = try BoundHabit(manifest.id, plugin: plugin, settings: table)
                let told = "with \(describe(table)), "
                found += await HabitCheck.violations(of: habit).filter(isNews).map { told + $0 }
            } catch { found.append("settings: \(error)") }
        }
        let count = ends.count + settings.count
        return ContractResult(.ranges, scope: count == 1 ? "1 value" : "\(count) values", violations: found)
    }

    private func isNews(_ line: String) -> Bool {
        !known.contains { $0.hasSuffix(line) }
    }

    private func describe(_ table: SettingTable) -> String {
        manifest.settings.compactMap { spec in table[spec.key].map { "\(spec.key) = \(spec.print($0).prefix(40))" } }
            .joined(separator: ", ")
    }
}
