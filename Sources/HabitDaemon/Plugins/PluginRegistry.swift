package import HabitKit

/// Every plugin of every origin, by id. Which origin a plugin has, nobody else can tell.
package struct PluginRegistry: Sendable {
    /// Where a plugin comes from.
    package enum Origin: String, Sendable {
        case builtIn = "built-in"
    }

    /// A plugin and what is known of it.
    package struct Registered: Sendable {
        package var plugin: any HabitPlugin
        package var manifest: Manifest
        package var origin: Origin
        /// The file it came from; nil for a built-in.
        package var path: String?
    }

    private var byID: [String: Registered] = [:]
    /// In the order they were added.
    package private(set) var ids: [String] = []

    package init(builtIns: [any HabitPlugin]) {
        for plugin in builtIns { add(plugin, origin: .builtIn) }
    }

    package subscript(id: String) -> Registered? { byID[id] }

    package var all: [Registered] { ids.compactMap { byID[$0] } }

    package var manifests: [String: Manifest] { byID.mapValues(\.manifest) }

    /// Adds a plugin; the first of an id wins.
    private mutating func add(_ plugin: any HabitPlugin, origin: Origin, path: String? = nil) {
        let manifest = plugin.manifest
        guard byID[manifest.id] == nil else { return }
        byID[manifest.id] = Registered(plugin: plugin, manifest: manifest, origin: origin, path: path)
        ids.append(manifest.id)
    }
}
