package import HabitKit

/// A plugin that is a program of its own. Its settings are whatever its manifest declares.
package struct ProcessPlugin: HabitPlugin {
    package typealias Settings = SettingTable

    package let manifest: Manifest
    let host: PluginHost

    /// - Parameter manifest: what the program said of itself.
    package init(manifest: Manifest, host: PluginHost) {
        self.manifest = manifest
        self.host = host
    }

    package func assess(_ moment: Moment, settings: SettingTable) async throws -> Assessment {
        try await host.assess(moment, settings: settings, manifest: manifest)
    }
}
