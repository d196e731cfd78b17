internal import HabitKit

/// `[habits.<id>]`: each a plugin with its settings. Plugins that nobody mentions run as they are.
struct HabitsSection {
    let plugins: [String: Manifest]
    /// The place of each plugin among the others.
    private let places: [String: Int]
    /// Plugins that are known and cannot be used now.
    private let absent: Set<String>

    init(plugins: [String: Manifest], order: [String], absent: Set<String> = []) {
        self.plugins = plugins
        places = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        self.absent = absent
    }

    static let plugin = SettingSpec(
        "plugin", .text(64), default: .text(""), "The kind of habit; its own id if not said")
    static let title = SettingSpec(
        "title", .text(60), default: .text(""), "What it is called; the plugin's title if not said")
    static let enabled = SettingSpec("enabled", .boolean, default: .boolean(true), "Whether it runs")
    static let isPrivate = SettingSpec(
        "private", .boolean, default: .boolean(false), "Its title and message never leave the socket")
    static let common = [plugin, title, enabled, isPrivate]

    func read(_ node: ConfigNode?, _ reader: inout ConfigReader) -> [Configuration.HabitConfiguration] {
        let table = reader.table(node, path: ["habits"])
        var habits: [String: Configuration.HabitConfiguration] = [:]
        for (id, manifest) in plugins where table[id] == nil {
            habits[id] = Configuration.HabitConfiguration(id: id, plugin: id, title: manifest.title)
        }
        for (id, node) in table.sorted(by: { $0.key < $1.key }) { habits[id] = habit(id, node, &reader) }
        return habits.values.map { (rank($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Plugins in their order, each plugin's own habit before further ones, those by id.
    private func rank(_ habit: Configuration.HabitConfiguration) -> (Int, Int, String) {
        (places[habit.plugin] ?? places.count, habit.id == habit.plugin ? 0 : 1, habit.id)
    }

    private func habit(
        _ id: String, _ node: ConfigNode, _ reader: inout ConfigReader
    ) -> Configuration.HabitConfiguration {
        let path = ["habits", id]
        let known = reader.problems.count
        let table = reader.table(node, path: path)
        if !PluginID.isValid(id) {
            reader.note(node.file, path, "an id is made of a–z, 0–9 and “-”, as in foam-roll", nil)
        }
        if let refusal = CareNote.refusal(ofHabit: id) { reader.note(node.file, path, refusal, nil) }
        var pluginID = id
        if case .text(let text)? = reader.value(Self.plugin, in: table, path: path) { pluginID = text }
        if (id == CheckIn.habit) != (pluginID == CheckIn.habit) {
            reader.note(
                node.file, path, "check-ins are kept under one name, and nothing else is",
                "[habits.\(CheckIn.habit)] and its own plugin; “times” takes several times of day")
        }
        var habit = Configuration.HabitConfiguration(id: id, plugin: pluginID, title: plugins[pluginID]?.title ?? id)
        if case .text(let text)? = reader.value(Self.title, in: table, path: path) {
            habit.title = text
            if text.allSatisfy(\.isWhitespace) {
                reader.note(
                    table[Self.title.key]?.file ?? "", path + [Self.title.key], "the title is empty", "a word or more")
            }
        }
        if case .boolean(let flag)? = reader.value(Self.enabled, in: table, path: path) { habit.enabled = flag }
        if case .boolean(let flag)? = reader.value(Self.isPrivate, in: table, path: path) { habit.isPrivate = flag }
        if let manifest = plugins[pluginID] {
            habit.settings = settings(table, manifest, path, &reader)
        } else if !absent.contains(pluginID) {
            refusePlugin(pluginID, node, table, path, &reader)
        }
        habit.problem = Self.reason(path, reader.problems, since: known)
        return habit
    }

    private func settings(
        _ table: [String: ConfigNode], _ manifest: Manifest, _ path: [String], _ reader: inout ConfigReader
    ) -> [String: RawSetting] {
        let names = manifest.settings.map(\.key) + Self.common.map(\.key)
        reader.refuseUnknown(in: table, path: path, known: names)
        var settings: [String: RawSetting] = [:]
        for spec in manifest.settings where reader.value(spec, in: table, path: path) != nil {
            settings[spec.key] = table[spec.key]?.asRaw
        }
        return settings
    }

    private func refusePlugin(
        _ pluginID: String, _ node: ConfigNode, _ table: [String: ConfigNode], _ path: [String],
        _ reader: inout ConfigReader
    ) {
        let ids = plugins.keys.sorted()
        let hint = NearestKey.suggestion(for: pluginID, among: ids).map { "; did you mean “\($0)”?" } ?? ""
        if let named = table[Self.plugin.key] {
            let problem = "there is no plugin “\(pluginID)”\(hint)"
            reader.note(named.file, path + [Self.plugin.key], problem, ids.joined(separator: ", "))
        } else {
            let problem =
                "there is no plugin “\(pluginID)”\(hint.isEmpty ? "." : hint) A habit of another name says plugin = \"…\""
            reader.note(node.file, path, problem, ids.joined(separator: ", "))
        }
    }

    /// Why the habit cannot run: the first problem of its own, those of disagreeing files included.
    private static func reason(
        _ path: [String], _ problems: [Control.ConfigProblem], since known: Int
    ) -> String? {
        let name = ConfigReader.name(path)
        let own = problems.enumerated().first { index, problem in
            index >= known || problem.key == name || problem.key.hasPrefix(name + ".")
        }
        guard let problem = own?.element else { return nil }
        let key = problem.key == name ? "" : String(problem.key.dropFirst(name.count + 1)) + ": "
        return key + problem.problem + (problem.allowed.map { "; allowed: \($0)" } ?? "")
    }
}
