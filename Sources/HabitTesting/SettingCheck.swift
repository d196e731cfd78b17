internal import HabitKit

/// Every setting refuses what lies outside its range, and says which one it is.
enum SettingCheck {
    static func result(of plugin: some HabitPlugin, _ manifest: Manifest) -> ContractResult {
        let tried = manifest.settings.flatMap { spec in SettingRange.outside(spec).map { (spec, $0) } }
        let found = tried.compactMap { spec, raw -> String? in
            do throws(SettingProblems) {
                _ = try BoundHabit.bind(plugin, id: manifest.id, raw: [spec.key: raw])
                return "settings.\(spec.key): \(raw) is outside \(spec.allowed) but was accepted"
            } catch {
                guard !error.problems.contains(where: { $0.key == spec.key }) else { return nil }
                return "settings.\(spec.key): \(raw) was refused without naming the setting: \(error)"
            }
        }
        return ContractResult(
            .settings, scope: tried.count == 1 ? "1 wrong value" : "\(tried.count) wrong values", violations: found)
    }
}
