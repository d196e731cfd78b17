internal import HabitEngine
internal import HabitKit
internal import Logging
internal import NIOCore
internal import Varlink
internal import VarlinkServer

/// Puts a daemon together from what was asked for and what lies on the disk.
struct Assembly {
    let options: Options
    let environment: [String: String]
    let eventLoop: any EventLoop
    let clock: @Sendable () -> Instant
    let writer: JournalWriter
    let history: History
    let paths: DaemonPaths
    let builtIns: [any HabitPlugin]
    let folders: PluginFolders
    var limits = PluginLimits()
    /// What is asked of the data when someone wants to know what goes together.
    var questions: [AssociationQuestion] = []
    var readZone: @Sendable () throws -> Zone = { try SystemZone.read() }

    func parts(arm: @escaping @Sendable (Instant?) -> Void) async throws(StartError) -> DaemonParts {
        let logger = Logger(label: "habitd") { [writer] _ in JournalLogHandler(writer: writer) }
        if let rescue = history.rescue { writer.write(JournalMessage.historyProblem(rescue.message)) }
        let readDocument = documentReader()
        let document = readDocument()
        let shelf = shelf()
        // Files are read here; programs are asked after READY, so that none of them delays it.
        await shelf.look()
        let registry = await shelf.registry
        let configuration = Configuration(document, registry)
        tellProblems(configuration, registry)
        let roster = HabitRoster(configuration, registry: registry)
        let planner = try await planner(configuration, roster, logger)
        let (watchers, journal, cache) = (Watchers(), JournalAnnouncer(writer: writer), StatusCache())
        let setup = SetupBook(.init(registry: registry, problems: problems(configuration)))
        setup.update(registry, roster)
        let command = reminderCommand(configuration, setup, cache)
        let printer = options.foreground ? foregroundPrinter() : nil
        let surroundings = HabitKeeper.Surroundings(
            eventLoop: eventLoop, clock: clock, arm: arm,
            announcers: [journal, command, watchers] + (printer.map { [$0] } ?? []),
            onChange: { cache.invalidate() }, logger: logger)
        let keeper = HabitKeeper(planner: planner, roster: roster, surroundings: surroundings)
        let parts = DaemonParts(
            eventLoop: eventLoop, clock: clock, logger: logger, writer: writer,
            notifier: Notifier(environment: environment), shelf: shelf, folders: folders, document: document,
            readDocument: readDocument, history: history, setup: setup, cache: cache, keeper: keeper,
            standings: StandingBook(eventLoop: eventLoop, keeper: keeper, history: history),
            watchers: watchers, journal: journal, command: command, printer: printer)
        parts.tellAnnouncers(habits: roster.planned, zone: planner.zone)
        return parts
    }

    private func shelf() -> PluginShelf {
        var surroundings = PluginShelf.Surroundings(
            builtIns: builtIns, folders: folders, eventLoop: eventLoop, environment: environment,
            log: { [writer] plugin, line in writer.write(JournalMessage.pluginOutput(plugin, line: line)) })
        surroundings.limits = limits
        return PluginShelf(surroundings)
    }

    private func tellProblems(_ configuration: Configuration, _ registry: PluginRegistry) {
        for problem in configuration.problems { writer.write(JournalMessage.configurationProblem(problem)) }
        for change in PluginChange.between(PluginRegistry(builtIns: []), registry) where change.isTrouble {
            writer.write(JournalMessage.pluginChange(change))
        }
    }

    /// The sockets are up when it returns.
    func server(_ parts: DaemonParts, _ reloader: Reloader) async throws(StartError) -> BoundServer {
        var addresses = ControlSocket.inherited(environment)
        if addresses.isEmpty {
            try ControlSocket.clear(paths.socket)
            addresses = [.path(paths.socket)]
        }
        var configuration = ServerConfiguration(
            vendor: "habitd", product: "habitd", version: Launch.version, url: "https://github.com/habitd/habitd")
        configuration.allowedUserIDs = [paths.userID]
        do {
            let server = VarlinkServer(
                services: [try Self.service(parts, reloader, questions: questions)], configuration: configuration,
                eventLoop: eventLoop,
                logger: parts.logger)
            return try await server.bind(addresses)
        } catch {
            throw StartError("The control socket \(paths.socket) cannot be made: \(error)")
        }
    }

    static func service(
        _ parts: DaemonParts, _ reloader: Reloader, questions: [AssociationQuestion] = []
    ) throws -> ControlService {
        ControlService(
            interface: try VarlinkInterface(parsing: Control.interfaceText), keeper: parts.keeper,
            history: parts.history, standings: parts.standings, watchers: parts.watchers, cache: parts.cache,
            clock: parts.clock, questions: questions,
            reload: { () async throws(ReloadRefused) in try await reloader.reload() },
            setup: { [setup = parts.setup] in setup.current })
    }

    private func documentReader() -> @Sendable () -> ConfigDocument {
        let directories = paths.configuration.map { [$0] } ?? []
        return { ConfigDocument.read(from: directories) }
    }

    private func problems(_ configuration: Configuration) -> [String] {
        (history.rescue.map { [$0.message] } ?? []) + configuration.problems.map(\.sentence)
    }

    private func planner(
        _ configuration: Configuration, _ roster: HabitRoster, _ logger: Logger
    ) async throws(StartError) -> Planner {
        let now = clock()
        let zone: Zone
        do {
            zone = try readZone()
        } catch {
            logger.warning("The time zone cannot be read, so times are UTC: \(error)")
            zone = .utc
        }
        do throws(HistoryError) {
            let today = Day.date(of: now, starts: configuration.policy.dayStarts, zone: zone)
            return Planner(
                policy: configuration.policy, habits: roster.planned,
                entries: try await EntryLoader(history).load(roster, today: today), zone: zone,
                memory: try MemorySaver.load(history, logger: logger), at: now)
        } catch {
            throw StartError(error.description)
        }
    }

    /// The journal tells a command's first failure only: an announcement has other ways to be heard, and a log full of
    /// the same line helps nobody. The status tells how the latest run ended.
    private func reminderCommand(
        _ configuration: Configuration, _ setup: SetupBook, _ cache: StatusCache
    ) -> ReminderCommand {
        ReminderCommand(configuration.reminders, environment: environment, eventLoop: eventLoop) { [writer] outcome in
            var problem: String?
            if case .failed(let command, let reason, let isFirst) = outcome {
                if isFirst { writer.write(JournalMessage.reminderCommandFailed(command, reason: reason)) }
                problem = SetupBook.problem(command, reason: reason)
            }
            if setup.noteCommand(problem) { cache.invalidate() }
        }
    }

    private func foregroundPrinter() -> ForegroundPrinter {
        .terminal(habitctl: Launch.habitctl, environment: environment)
    }
}
