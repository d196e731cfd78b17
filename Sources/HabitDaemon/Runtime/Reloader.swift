internal import HabitEngine
internal import HabitKit
internal import NIOCore

/// Reads the configuration again and puts it in force, or leaves everything as it was and says why.
package actor Reloader {
    private let parts: DaemonParts
    private let eventLoop: any EventLoop
    private var latest = 0

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        eventLoop.executor.asUnownedSerialExecutor()
    }

    init(parts: DaemonParts) {
        self.parts = parts
        self.eventLoop = parts.eventLoop
    }

    package func reload() async throws(ReloadRefused) {
        parts.notifier.reloading(monotonic: ClockReading.now().monotonic)
        let result: Result<Void, ReloadRefused>
        do {
            try await read()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        parts.notifier.ready(status: Housekeeping.status(await parts.keeper.planner, await parts.keeper.view))
        try result.get()
    }

    private func read() async throws(ReloadRefused) {
        latest += 1
        let mine = latest
        let configuration = parts.loadConfiguration()
        let roster = HabitRoster(configuration, registry: parts.registry)
        let problems = configuration.problems + Self.unbound(roster, beside: configuration)
        guard problems.isEmpty else { throw refused(problems) }
        let entries: [String: [Entry]]
        do throws(HistoryError) {
            entries = try await EntryLoader(parts.history).load(
                roster, today: await parts.keeper.planner.day(at: parts.clock()).date)
        } catch {
            throw refused([.init(file: parts.history.path, key: "", problem: error.message, allowed: nil)])
        }
        // A later reload has read a newer file.
        guard mine == latest else { return }
        await putInForce(configuration, roster, entries)
    }

    private func putInForce(
        _ configuration: Configuration, _ roster: HabitRoster, _ entries: [String: [Entry]]
    ) async {
        parts.setup.update(parts.lastingProblems)
        parts.command.update(configuration.reminders)
        _ = parts.setup.noteCommand(nil)
        parts.cache.invalidate()
        let zone = await parts.keeper.planner.zone
        await parts.keeper.reconfigure(configuration.policy, roster, entries: entries) {
            parts.tellAnnouncers(habits: roster.planned, zone: zone)
        }
        await parts.standings.forgetAll()
        let count = roster.planned.count
        parts.writer.write(JournalMessage.reloaded(habits: count))
        parts.watchers.reloaded(at: parts.clock(), reason: "\(count) habits in force")
    }

    /// A plugin may refuse what its manifest allows.
    private static func unbound(_ roster: HabitRoster, beside known: Configuration) -> [Control.ConfigProblem] {
        guard known.problems.isEmpty else { return [] }
        return roster.habits.compactMap { habit in
            habit.failure.map {
                Control.ConfigProblem(file: "configuration", key: "habits.\(habit.id)", problem: $0, allowed: nil)
            }
        }
    }

    private func refused(_ problems: [Control.ConfigProblem]) -> ReloadRefused {
        for problem in problems { parts.writer.write(JournalMessage.configurationProblem(problem)) }
        parts.setup.update(
            parts.lastingProblems + problems.map { "\($0.sentence). The configuration that ran before stays in force" })
        parts.cache.invalidate()
        return ReloadRefused(problems: problems)
    }
}

/// Reads the entries that the planner must know of.
struct EntryLoader {
    private let history: History

    init(_ history: History) {
        self.history = history
    }

    /// By habit, as far back as each plugin looks.
    func load(_ roster: HabitRoster, today: LocalDate) async throws(HistoryError) -> [String: [Entry]] {
        var entries: [String: [Entry]] = [:]
        for habit in roster.habits where habit.isEnabled {
            let days = habit.manifest?.needs.historyDays ?? 0
            entries[habit.id] = try await history.recent(habit: habit.id, since: today.adding(days: -days))
        }
        return entries
    }
}
