internal import HabitEngine
internal import HabitKit
internal import Varlink

/// What is configured: Habits, Plugins, Reload, Backups.
extension ControlService {
    func habits() async -> Control.HabitsReply {
        Control.HabitsReply(habits: await keeper.roster.habits.map(info))
    }

    private func info(_ habit: HabitRoster.Habit) -> Control.HabitInfo {
        let manifest = habit.manifest
        return Control.HabitInfo(
            id: habit.id, title: habit.title, plugin: habit.pluginID, origin: habit.origin,
            enabled: habit.isEnabled, unit: manifest?.unit.symbol ?? "", usualAmount: manifest?.usualAmount ?? 0,
            settings: manifest?.settings.map { spec in
                let value = habit.bound?.settings[spec.key] ?? spec.defaultValue
                return Control.Setting(
                    key: spec.key, value: spec.print(value), default: spec.print(spec.defaultValue),
                    allowed: spec.allowed, summary: spec.summary)
            } ?? [],
            attributes: manifest?.attributes.map {
                Control.Attribute(key: $0.key, allowed: $0.allowed, summary: $0.summary)
            } ?? [],
            error: habit.failure)
    }

    func plugins() async -> Control.PluginsReply {
        let (registry, roster) = (await setup().registry, await keeper.roster)
        let habits = Dictionary(grouping: roster.habits.filter { !$0.isAwaited }, by: \.pluginID)
        var plugins: [Control.PluginInfo] = []
        for record in registry.records {
            let serves = record.isMeant ? habits[record.id, default: []].map(\.id) : []
            plugins.append(await PluginListing.info(record, habits: serves))
        }
        return Control.PluginsReply(plugins: plugins)
    }

    func reloadConfiguration() async throws -> Control.ProblemsReply {
        do {
            return Control.ProblemsReply(problems: try await reload())
        } catch {
            throw ControlError.invalidConfiguration(error.problems)
        }
    }

    func backups() async -> Control.BackupsReply {
        let wire = Wire(zone: await keeper.calendar.zone)
        return Control.BackupsReply(
            backups: history.backups().map {
                Control.Backup(path: $0.path, at: wire.time($0.at), bytes: $0.bytes)
            })
    }
}
