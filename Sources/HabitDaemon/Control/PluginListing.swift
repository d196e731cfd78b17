internal import HabitKit

/// How it stands with a plugin, as the control interface says it.
enum PluginListing {
    static func info(_ record: PluginRecord, habits: [String]) async -> Control.PluginInfo {
        var info = Control.PluginInfo(
            id: record.id, title: record.manifest?.title ?? record.id, origin: record.origin.rawValue,
            path: record.path, state: "ready", error: record.trouble, habits: habits, restarts: 0,
            shadows: record.shadows, shadowedBy: nil)
        switch record.state {
        case .ready: await note(record.host, in: &info)
        case .starting: info.state = "starting"
        case .failed:
            info.state = "failed"
            info.restarts = await record.host?.standing.restarts ?? 0
        case .refused: info.state = "refused"
        case .shadowed(let shadow):
            info.state = "shadowed"
            switch shadow {
            case .builtIn: info.shadowedBy = "built-in"
            case .file(let path): info.shadowedBy = path
            }
        }
        return info
    }

    /// A program's own standing: it rests, runs, or is left alone for a while.
    private static func note(_ host: PluginHost?, in info: inout Control.PluginInfo) async {
        guard let standing = await host?.standing else { return }
        info.state = standing.state == .idle ? "ready" : standing.state.rawValue
        info.error = standing.lastError
        info.restarts = standing.restarts
    }
}
