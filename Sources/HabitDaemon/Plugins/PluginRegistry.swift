package import HabitKit

/// Every plugin of every origin, by id. Which origin a plugin has, nobody else can tell.
package struct PluginRegistry: Sendable {
    /// A plugin that can be used, and what is known of it.
    package struct Registered: Sendable {
        package var plugin: any HabitPlugin
        package var manifest: Manifest
        package var origin: PluginOrigin
        /// The file it came from; nil for a built-in.
        package var path: String?
    }

    /// A plugin that a file stands for and that cannot be used now.
    package struct Absent: Sendable, Equatable {
        package var origin: PluginOrigin
        /// Nil while it is still being asked who it is.
        package var reason: String?
    }

    /// Everything that was found: built-ins, programs, declarative files, in search order.
    package private(set) var records: [PluginRecord] = []
    private var byID: [String: Registered] = [:]
    /// Of those that can be used.
    package private(set) var ids: [String] = []
    /// By id, what is known and cannot be used.
    package private(set) var absent: [String: Absent] = [:]
    /// Another number means another registry.
    package var version = 0
    /// Folders that cannot be looked into.
    package var folderProblems: [Control.ConfigProblem] = []

    /// - Parameter files: what was found in the folders, in search order.
    package init(builtIns: [any HabitPlugin], files: [PluginRecord] = []) {
        for plugin in builtIns {
            let record = PluginRecord.builtIn(plugin)
            if byID[record.id] == nil { add(record) }
        }
        for record in files { add(record) }
        noteShadows()
    }

    package subscript(id: String) -> Registered? { byID[id] }

    package var all: [Registered] { ids.compactMap { byID[$0] } }

    package var manifests: [String: Manifest] { byID.mapValues(\.manifest) }

    /// Everything that is wrong with the files and folders.
    package var problems: [Control.ConfigProblem] { folderProblems + records.flatMap(\.problems) }

    /// Whether nothing that shows is different. Programs run and rest without it.
    func isSame(as other: PluginRegistry) -> Bool {
        folderProblems == other.folderProblems && records.count == other.records.count
            && zip(records, other.records).allSatisfy { $0.isSame(as: $1) }
    }

    private mutating func add(_ record: PluginRecord) {
        records.append(record)
        if record.isMeant, let plugin = record.plugin, let manifest = record.manifest {
            byID[record.id] = Registered(
                plugin: plugin, manifest: manifest, origin: record.origin, path: record.path)
            ids.append(record.id)
            absent[record.id] = nil
        } else if byID[record.id] == nil, record.isMeant || absent[record.id] == nil {
            switch record.state {
            case .shadowed, .ready: break
            case .starting: absent[record.id] = Absent(origin: record.origin)
            case .failed(let reason), .refused(let reason):
                absent[record.id] = Absent(origin: record.origin, reason: reason)
            }
        }
    }

    private mutating func noteShadows() {
        var hidden: [String: [String]] = [:]
        for record in records {
            if case .shadowed = record.state, let path = record.path { hidden[record.id, default: []].append(path) }
        }
        guard !hidden.isEmpty else { return }
        for index in records.indices where records[index].isMeant {
            records[index].shadows = hidden[records[index].id] ?? []
        }
    }
}
