internal import HabitKit

/// What must hold of a manifest: what habitd itself insists on, and that it is the same whenever it is read.
enum ManifestCheck {
    static func result(of plugin: some HabitPlugin, _ manifest: Manifest) -> ContractResult {
        var found = manifest.violations
        if plugin.manifest != manifest { found.append("manifest: it changes from one reading to the next") }
        return ContractResult(.manifest, scope: scope(manifest), violations: found)
    }

    private static func scope(_ manifest: Manifest) -> String {
        let settings = manifest.settings.count == 1 ? "1 setting" : "\(manifest.settings.count) settings"
        let attributes = manifest.attributes.count == 1 ? "1 attribute" : "\(manifest.attributes.count) attributes"
        return "\(settings), \(attributes)"
    }
}
