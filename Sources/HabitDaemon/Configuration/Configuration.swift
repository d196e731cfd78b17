package import HabitEngine
package import HabitKit

/// What the user set, checked: everything that is sound, and every problem at once.
///
/// No file at all is fine: the defaults serve. The files are never written by us.
package struct Configuration: Sendable, Equatable {
    package var policy = Policy()
    package var reminders = Reminders()
    /// In the order they are shown: the plugins' own, then further habits by id.
    package var habits: [HabitConfiguration] = []
    package var problems: [Control.ConfigProblem] = []
    /// The files that were read, in order.
    package var files: [String] = []

    /// What is started for each announcement.
    package struct Reminders: Sendable, Equatable {
        /// A program and its arguments; empty for none. `["notify-send"]` alone means the desktop's notifications.
        package var run: [String] = []
        /// A program that takes longer is ended.
        package var timeout: Duration = .seconds(10)

        package init() {}
    }

    /// One habit as configured. Its plugin's own settings are checked against the manifest, and still raw.
    package struct HabitConfiguration: Sendable, Equatable {
        package var id: String
        package var plugin: String
        package var title: String
        package var enabled = true
        package var isPrivate = false
        package var settings: [String: RawSetting] = [:]
        /// Why it cannot run; nil for a sound habit.
        package var problem: String?
    }

    /// What `document` says to the plugins there are. A wrong key of `[day]` or `[reminders]` keeps its default; a wrong
    /// key of a habit fails that habit and no other.
    ///
    /// - Parameters:
    ///   - order: plugin ids in the order in which their habits are shown; by id where it is silent.
    ///   - absent: plugins that are known and cannot be used now: nobody can tell what they may be set to.
    package init(
        _ document: ConfigDocument, plugins: [String: Manifest], order: [String] = [], absent: Set<String> = []
    ) {
        let root = document.root
        var reader = ConfigReader()
        reader.problems = document.problems
        files = document.files
        reader.refuseUnknown(in: root, path: [], known: ["day", "reminders", "habits"])
        policy = DaySection.read(root["day"], &reader)
        RemindersSection.read(root["reminders"], &reader, into: &self)
        habits = HabitsSection(plugins: plugins, order: order, absent: absent).read(root["habits"], &reader)
        problems = reader.problems
    }

    /// What `document` says to the plugins of a registry.
    package init(_ document: ConfigDocument, _ registry: PluginRegistry) {
        self.init(
            document, plugins: registry.manifests, order: registry.ids, absent: Set(registry.absent.keys))
    }
}
