internal import HabitEngine
internal import HabitKit
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals
internal import Varlink
internal import VarlinkServer

/// A running habitd: first everything that can fail is put together, then it says READY, then it serves until it is
/// asked to end.
struct Daemon {
    let options: Options
    let environment: [String: String]
    let builtIns: [any HabitPlugin]
    let questions: [AssociationQuestion]
    let eventLoop: any EventLoop

    /// Until a signal asks for the end; throws what keeps it from starting.
    func run() async throws(StartError) {
        eventLoop.assertInEventLoop()
        let clock: @Sendable () -> Instant = { ClockReading.wallClock() }
        let paths = try DaemonPaths(environment: environment, configuration: options.configurationDirectory)
        let history = try Self.open(paths, at: clock())
        let writer = JournalWriter.system(foreground: options.foreground)
        let (happenings, happening) = AsyncStream.makeStream(of: Happening.self)
        let deadline = try Self.deadline(happening)
        let zone = ZoneFollower { happening.yield(.zoneFile) }
        var assembly = Assembly(
            options: options, environment: environment, eventLoop: eventLoop, clock: clock, writer: writer,
            history: history, paths: paths, builtIns: builtIns, folders: PluginFolders(paths))
        assembly.questions = questions
        let parts = try await assembly.parts { deadline.arm($0) }
        let reloader = Reloader(parts: parts)
        let server = try await assembly.server(parts, reloader)
        // Before READY, so that a reload asked for at once does not end us, and an end asked for at once is a clean one.
        let hangups = await UnixSignalsSequence(trapping: .sighup)
        let endings = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        zone.watchFiles()
        let status = await announceReady(parts, socket: paths.socket)
        let engine = EngineService(
            parts: parts, reloader: reloader, happenings: happenings, hangups: hangups, endings: endings, zone: zone,
            status: status)
        await serve(
            engine, ControlServerService(server: server, notifier: parts.notifier), parts)
        deadline.cancel()
        zone.cancel()
        await end(parts)
    }

    private static func open(_ paths: DaemonPaths, at now: Instant) throws(StartError) -> History {
        do throws(HistoryError) {
            return try History.open(directory: paths.data, at: now)
        } catch {
            throw StartError(error.description)
        }
    }

    private static func deadline(_ happening: AsyncStream<Happening>.Continuation) throws(StartError) -> Deadline {
        do {
            return try Deadline { happening.yield($0 == .reached ? .deadline : .clockSet) }
        } catch {
            throw StartError("No timer can be made: \(error).", status: .failure)
        }
    }

    /// Plans the day, and tells whoever started us that we are there. Returns the status that was told.
    private func announceReady(_ parts: DaemonParts, socket: String) async -> String {
        await parts.keeper.handle(.started)
        let planner = await parts.keeper.planner
        let view = await parts.keeper.view
        let status = Housekeeping.status(planner, view)
        parts.notifier.ready(status: status)
        parts.writer.write(JournalMessage.started(habits: planner.habits.count, version: Launch.version))
        parts.printer?.greet(view, problems: parts.setup.current.problems, socket: socket)
        return status
    }

    /// In this order they depend on each other, and in the opposite order they end.
    private func serve(_ engine: EngineService, _ control: ControlServerService, _ parts: DaemonParts) async {
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: engine, successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: control, successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                logger: parts.logger))
        do {
            try await group.run()
        } catch {
            parts.logger.error("The control interface ended: \(error)")
        }
    }

    private func end(_ parts: DaemonParts) async {
        parts.command.close()
        await parts.shelf.close()
        parts.writer.write(JournalMessage.stopping())
        do {
            try await MemorySaver(keeper: parts.keeper, history: parts.history).saveLast()
            try parts.history.close()
        } catch {
            parts.writer.write(JournalMessage.historyProblem("\(error)"))
        }
        await flush(parts.writer)
    }

    /// Lets the journal take what waits, but no longer than a moment: a stalled one must not keep us.
    private func flush(_ writer: JournalWriter) async {
        let done = eventLoop.makePromise(of: Void.self)
        let limit = eventLoop.scheduleTask(in: .seconds(1)) { done.succeed() }
        writer.whenIdle { done.succeed() }
        try? await done.futureResult.get()
        limit.cancel()
    }
}
