internal import HabitEngine
package import HabitKit
internal import NIOCore

/// Puts in force what has changed: the configuration when the user asks for it, or leaves it as it was and says why; the
/// plugins whenever there are others.
package actor Reloader {
    private let parts: DaemonParts
    private let eventLoop: any EventLoop
    /// What the configuration that is in force says.
    private var document: ConfigDocument
    /// Why a newer one is not in force.
    private var refusal: [String] = []
    /// What was told of the configuration in the journal.
    private var told: Set<String>
    /// The registry that is in force.
    private var adopted: Int
    /// Counts what is put in force: whoever is overtaken while it waits leaves it to the later one, which knows more.
    private var latest = 0

    nonisolated package var unownedExecutor: UnownedSerialExecutor {
        eventLoop.executor.asUnownedSerialExecutor()
    }

    init(parts: DaemonParts) {
        self.parts = parts
        self.eventLoop = parts.eventLoop
        self.document = parts.document
        let setup = parts.setup.current
        self.told = Set(setup.problems)
        self.adopted = setup.registry.version
    }

    /// Looks for plugins and reads the configuration again.
    ///
    /// - Returns: what is wrong with plugins, which keeps nothing else from being put in force.
    package func reload() async throws(ReloadRefused) -> [Control.ConfigProblem] {
        parts.notifier.reloading(monotonic: ClockReading.now().monotonic)
        await parts.shelf.look(mending: true)
        await parts.shelf.settle()
        let result: Result<[Control.ConfigProblem], ReloadRefused>
        do {
            try await read()
            result = .success(parts.setup.current.registry.problems)
        } catch {
            result = .failure(error)
        }
        parts.notifier.ready(status: Housekeeping.status(await parts.keeper.planner, await parts.keeper.view))
        return try result.get()
    }

    /// Takes over what has changed among the plugins, whatever the configuration's files say by now.
    package func adoptPlugins() async {
        guard await parts.shelf.registry.version != adopted else { return }
        do {
            try await putInForce()
        } catch {
            parts.writer.write(JournalMessage.historyProblem(error.description))
        }
    }

    private func read() async throws(ReloadRefused) {
        let new = parts.readDocument()
        let registry = await parts.shelf.registry
        let configuration = Configuration(new, registry)
        let problems =
            configuration.problems
            + Self.unbound(HabitRoster(configuration, registry: registry), beside: configuration)
        guard problems.isEmpty else {
            let refused = refused(problems)
            // What was mended among the plugins is so whatever the configuration says.
            await putInForceOrTell()
            throw refused
        }
        let old = document
        (document, refusal) = (new, [])
        do throws(HistoryError) { try await putInForce() } catch {
            document = old
            throw refused([.init(file: parts.history.path, key: "", problem: error.message, allowed: nil)])
        }
        parts.command.update(configuration.reminders)
        if parts.setup.noteCommand(nil) { parts.cache.invalidate() }
        let count = await parts.keeper.roster.planned.count
        parts.writer.write(JournalMessage.reloaded(habits: count))
        parts.watchers.reloaded(at: parts.clock(), reason: "\(count) habits in force")
    }

    private func putInForceOrTell() async {
        do throws(HistoryError) { try await putInForce() } catch {
            parts.writer.write(JournalMessage.historyProblem(error.description))
        }
    }

    /// The configuration, the plugins there are now, and what follows from both.
    private func putInForce() async throws(HistoryError) {
        latest += 1
        let mine = latest
        let registry = await parts.shelf.registry
        let configuration = Configuration(document, registry)
        let roster = HabitRoster(configuration, registry: registry)
        let planner = await parts.keeper.planner
        let entries = try await EntryLoader(parts.history).load(
            roster, beside: planner.habits, today: planner.day(at: parts.clock()).date)
        guard mine == latest else { return }
        let before = parts.setup.current.registry
        adopted = registry.version
        parts.setup.update(parts.lastingProblems + refusal + configuration.problems.map(\.sentence))
        parts.setup.update(registry, roster)
        parts.cache.invalidate()
        tell(configuration.problems)
        await parts.keeper.reconfigure(configuration.policy, roster, entries: entries) {
            parts.tellAnnouncers(habits: roster.planned, zone: planner.zone)
        }
        await parts.standings.forgetAll()
        tell(PluginChange.between(before, registry))
        await parts.shelf.dismiss()
    }

    /// What a plugin that takes other settings now makes wrong in a configuration that was right.
    private func tell(_ problems: [Control.ConfigProblem]) {
        for problem in problems where told.insert(problem.sentence).inserted {
            parts.writer.write(JournalMessage.configurationProblem(problem))
        }
        told.formIntersection(problems.map(\.sentence))
    }

    /// More changes at once than this are counted.
    private static let changesTold = 20

    private func tell(_ changes: [PluginChange]) {
        guard !changes.isEmpty else { return }
        for change in changes.prefix(Self.changesTold) { parts.writer.write(JournalMessage.pluginChange(change)) }
        let more = changes.count - Self.changesTold
        if more > 0 { parts.writer.write(JournalMessage.pluginChanges(more)) }
        let first = SafeText.oneLine(changes[0].text)
        parts.watchers.reloaded(
            at: parts.clock(), reason: changes.count == 1 ? first : "\(first); and \(changes.count - 1) more")
    }

    /// A plugin may refuse what its manifest allows.
    private static func unbound(_ roster: HabitRoster, beside known: Configuration) -> [Control.ConfigProblem] {
        guard known.problems.isEmpty else { return [] }
        return roster.habits.filter { !$0.isWithoutPlugin }.compactMap { habit in
            habit.failure.map {
                Control.ConfigProblem(file: "configuration", key: "habits.\(habit.id)", problem: $0, allowed: nil)
            }
        }
    }

    private func refused(_ problems: [Control.ConfigProblem]) -> ReloadRefused {
        for problem in problems { parts.writer.write(JournalMessage.configurationProblem(problem)) }
        refusal = problems.map { "\($0.sentence). The configuration that ran before stays in force" }
        parts.setup.update(parts.lastingProblems + refusal)
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

    /// By habit, as far back as each plugin looks. Check-ins are among them wherever a habit looks at them, and at any rate
    /// today's and yesterday's: the day's mode follows from them.
    ///
    /// - Parameter known: habits whose entries the planner has already. It is not told them again: one that is recorded
    ///   while these are read would be lost to it.
    func load(
        _ roster: HabitRoster, beside known: [PlannedHabit] = [], today: LocalDate
    ) async throws(HistoryError) -> [String: [Entry]] {
        let reach = Dictionary(known.map { ($0.id, $0.manifest.needs.historyDays) }) { first, _ in first }
        var wanted: [String: Int] = [:]
        for habit in roster.planned where reach[habit.id].map({ $0 < habit.manifest.needs.historyDays }) ?? true {
            wanted[habit.id] = habit.manifest.needs.historyDays
        }
        let bodyReach = Planner.checkInReach(roster.planned)
        if known.isEmpty || bodyReach > Planner.checkInReach(known) || wanted[CheckIn.habit] != nil {
            wanted[CheckIn.habit] = max(wanted[CheckIn.habit] ?? 0, bodyReach)
        }
        guard !wanted.isEmpty else { return [:] }
        return try await history.recent(wanted.map { ($0.key, today.adding(days: -$0.value)) })
    }
}
