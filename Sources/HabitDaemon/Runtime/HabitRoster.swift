package import HabitEngine
package import HabitKit

/// The configured habits, each bound to its plugin or with the reason why not, in configuration order.
package struct HabitRoster: Sendable {
    package struct Habit: Sendable {
        package var id: String
        package var title: String
        package var pluginID: String
        package var origin: String
        package var isEnabled: Bool
        package var isPrivate: Bool
        /// Its plugin has not said yet who it is: until then there is no such habit.
        package var isAwaited = false
        /// Its plugin is known and cannot be used: what failed is not the configuration.
        package var isWithoutPlugin = false
        /// It is answered within this process, at once.
        package var answersAtOnce = true
        /// Nil where the plugin is unknown.
        package var manifest: Manifest?
        /// Nil for a habit that cannot run.
        package var bound: BoundHabit?
        /// Why it cannot run.
        package var failure: String?
    }

    package let habits: [Habit]
    /// What the planner is told of: habits that are switched off, or whose plugin is still being asked, are not.
    package let planned: [PlannedHabit]
    private let indexes: [String: Int]

    package init(_ habits: [Habit]) {
        self.habits = habits
        self.planned = habits.filter { $0.isEnabled && !$0.isAwaited }.map { habit in
            PlannedHabit(
                id: habit.id, title: habit.title, manifest: habit.manifest ?? Self.placeholder(habit.pluginID),
                isPrivate: habit.isPrivate, failure: habit.failure)
        }
        self.indexes = Dictionary(habits.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    package subscript(id: String) -> Habit? {
        indexes[id].map { habits[$0] }
    }

    /// Who answers for a habit, and whether at once; nil for a habit that cannot run.
    func answering(_ id: String) -> (bound: BoundHabit, atOnce: Bool)? {
        guard let index = indexes[id], let bound = habits[index].bound else { return nil }
        return (bound, habits[index].answersAtOnce)
    }

    /// Stands in for a plugin that nobody knows: nothing can be recorded with it.
    private static func placeholder(_ id: String) -> Manifest {
        Manifest(id: id, title: id, summary: "", unit: .times, amounts: 0...0)
    }

    package var names: [HabitResolver.Name] {
        habits.map { HabitResolver.Name(id: $0.id, title: $0.title) }
    }
}

extension HabitRoster {
    private static func words(_ absent: PluginRegistry.Absent) -> String {
        absent.reason.map { "its plugin cannot be used: \($0)" } ?? "its plugin is just being asked who it is"
    }

    /// Binds every configured habit. A setting that a plugin refuses fails its habit, and no other.
    package init(_ configuration: Configuration, registry: PluginRegistry) {
        self.init(configuration.habits.map { Self.bind($0, registry: registry) })
    }

    private static func bind(_ configured: Configuration.HabitConfiguration, registry: PluginRegistry) -> Habit {
        let registered = registry[configured.plugin]
        let absent = registry.absent[configured.plugin]
        var habit = Habit(
            id: configured.id, title: configured.title, pluginID: configured.plugin,
            origin: (registered?.origin ?? absent?.origin ?? .builtIn).rawValue, isEnabled: configured.enabled,
            isPrivate: configured.isPrivate, manifest: registered?.manifest, failure: configured.problem)
        habit.answersAtOnce = registered?.origin != .executable
        if let absent {
            habit.isWithoutPlugin = true
            habit.isAwaited = absent.reason == nil
            habit.failure = habit.failure ?? Self.words(absent)
            return habit
        }
        guard let registered else {
            habit.failure = habit.failure ?? "there is no plugin called \(configured.plugin)"
            return habit
        }
        guard habit.failure == nil else { return habit }
        do {
            habit.bound = try BoundHabit.bind(registered.plugin, id: configured.id, raw: configured.settings)
        } catch {
            habit.failure = "\(error)"
        }
        return habit
    }
}
