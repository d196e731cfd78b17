internal import HabitKit

/// One thing that changed among the plugins, as the journal and watchers tell it.
package struct PluginChange: Sendable, Equatable {
    package var id: String
    package var path: String
    /// A sentence without its full stop.
    package var text: String
    package var isTrouble = false

    /// What is different in `new`, in its order, then what is gone. What failed for the same reason before is not told
    /// again.
    package static func between(_ old: PluginRegistry, _ new: PluginRegistry) -> [PluginChange] {
        let before = byPath(old)
        let after = byPath(new)
        let folders = new.folderProblems.filter { !old.folderProblems.contains($0) }
        return folders.map { PluginChange(id: "", path: $0.file, text: $0.sentence, isTrouble: true) }
            + new.records.compactMap { record in record.path.flatMap { change(record, from: before[$0]) } }
            + old.records.compactMap { record in
                guard let path = record.path, after[path] == nil, record.isMeant else { return nil }
                return PluginChange(id: record.id, path: path, text: "The plugin \(record.id) is gone: \(path)")
            }
    }

    private static func byPath(_ registry: PluginRegistry) -> [String: PluginRecord] {
        Dictionary(registry.records.compactMap { record in record.path.map { ($0, record) } }) { first, _ in first }
    }

    private static func change(_ record: PluginRecord, from before: PluginRecord?) -> PluginChange? {
        guard let path = record.path else { return nil }
        switch record.state {
        case .starting: return nil
        case .ready:
            guard let what = taking(record, from: before) else { return nil }
            return PluginChange(id: record.id, path: path, text: "The plugin \(record.id) \(what): \(path)")
        case .failed(let reason), .refused(let reason):
            guard before?.trouble != reason else { return nil }
            let subject = record.plugin == nil ? "" : " as it is now, so its last version stays in force"
            let text = "The plugin \(record.id) cannot be used\(subject): \(SafeText.oneLine(reason)) (\(path))"
            return PluginChange(id: record.id, path: path, text: text, isTrouble: true)
        case .shadowed(let shadow):
            if case .shadowed(shadow)? = before?.state { return nil }
            switch shadow {
            case .builtIn:
                let text = "\(path) is not used: \(record.id) is built in"
                return PluginChange(id: record.id, path: path, text: text, isTrouble: true)
            case .file(let other):
                return PluginChange(id: record.id, path: path, text: "\(path) is not used: \(other) comes first")
            }
        }
    }

    private static func taking(_ record: PluginRecord, from before: PluginRecord?) -> String? {
        switch before?.state {
        case .ready?: before?.identity == record.identity ? nil : "was changed and is in force"
        case .failed?, .refused?: "can be used again"
        case .starting?, .shadowed?, nil: "is in force"
        }
    }
}
