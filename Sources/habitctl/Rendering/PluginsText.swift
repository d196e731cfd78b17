internal import HabitKit

/// What `habitctl plugin list` shows: every plugin and the habits it serves; beneath it where it comes from, and what is
/// wrong.
struct PluginsText {
    let reply: Control.PluginsReply
    let terminal: Terminal
    private let paint: Paint

    init(reply: Control.PluginsReply, terminal: Terminal) {
        self.reply = reply
        self.terminal = terminal
        self.paint = Paint(terminal)
    }

    var lines: [String] {
        var table = Table(terminal)
        for plugin in reply.plugins {
            table.add(
                (fitted(plugin.id), .title), (fitted(plugin.title), nil), (plugin.origin, .dim),
                (plugin.state, Self.role(plugin)), (habits(plugin), nil))
            table.note(place(plugin) + trouble(plugin))
        }
        return table.lines
    }

    /// So that five columns have room in eighty.
    private func fitted(_ text: String) -> String {
        SafeText.oneLine(text).fitted(
            to: max(12, terminal.width / 4 - 2), ellipsis: terminal.hasUnicode ? "…" : "~")
    }

    private func habits(_ plugin: Control.PluginInfo) -> String {
        guard plugin.habits.isEmpty else { return plugin.habits.joined(separator: ", ") }
        return ["ready", "running"].contains(plugin.state) ? "no habit" : ""
    }

    /// Paths are to be copied, and so are not broken.
    private func place(_ plugin: Control.PluginInfo) -> [String] {
        guard let path = plugin.path else { return [] }
        let hidden = plugin.shadows.map { "hides \($0)" }
        return ([path] + hidden).map { "    " + paint(SafeText.oneLine($0), .dim) }
    }

    private func trouble(_ plugin: Control.PluginInfo) -> [String] {
        Self.words(plugin).flatMap { text in
            terminal.spelled(SafeText.oneLine(text)).wrapped(to: terminal.width - 6).enumerated().map {
                paint(($0.offset == 0 ? "    ! " : "      ") + $0.element, .problem)
            }
        }
    }

    private static func words(_ plugin: Control.PluginInfo) -> [String] {
        var words: [String] = []
        if let error = plugin.error { words.append(error + consequence(plugin.state)) }
        switch plugin.shadowedBy {
        case nil: break
        case "built-in": words.append("not used: \(plugin.id) is built in; another file name makes it a habit")
        case .some(let path): words.append("not used: \(path) comes first")
        }
        if plugin.restarts > 0 {
            words.append("its program was started again \(plugin.restarts == 1 ? "once" : "\(plugin.restarts) times")")
        }
        return words
    }

    private static func consequence(_ state: String) -> String {
        switch state {
        case "waiting": "; tried again in a moment"
        case "stopped": "; given up for an hour, unless habitctl reload says otherwise"
        default: ""
        }
    }

    private static func role(_ plugin: Control.PluginInfo) -> Role {
        switch plugin.state {
        case "ready", "running": plugin.error == nil ? .done : .problem
        case "starting": .upcoming
        case "shadowed": plugin.shadowedBy == "built-in" ? .problem : .dim
        default: .problem
        }
    }
}
