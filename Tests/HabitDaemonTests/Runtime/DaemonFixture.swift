import Foundation
import Glibc
import HabitEngine
import HabitKit
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Varlink
import VarlinkServer

@testable import HabitDaemon

/// A habit that is due so long after whatever happened last, and measures an amount a day.
struct SipPlugin: HabitPlugin {
    struct Settings: Codable, Sendable {
        var every: Duration
        var target: Double
    }

    var id = "sip"
    var title = "Sipping"
    var unit = HabitKit.Unit.millilitres

    var manifest: Manifest {
        Manifest(
            id: id, title: title, summary: "Drinks a little.", unit: unit, usualAmount: 100, amounts: 1...2000,
            settings: [
                SettingSpec("every", .duration(60...86_400), default: .number(3600), "How often"),
                SettingSpec("target", .quantity(.millilitres, 100...5000), default: .number(1000), "A day's amount"),
            ],
            attributes: [AttributeSpec("from", .choice(["cup", "glass"]), "What it was drunk from")],
            routines: [Routine(id: "slow", title: "Slowly", steps: [.init("Sip.", holdSeconds: 5)])])
    }

    func assess(_ moment: Moment, settings: Settings) async throws -> Assessment {
        let done = moment.today.filter(\.counts).reduce(0) { $0 + $1.amount }
        let morning = moment.day.active.first?.lowerBound ?? moment.day.bounds.lowerBound
        let last = max(moment.today.last?.at ?? morning, moment.lastPrompt?.announcedAt ?? morning)
        let progress = Progress(done: done, target: settings.target, unit: unit)
        guard moment.mode != .rest else {
            return Assessment(state: .resting, progress: progress, reason: "a day of rest")
        }
        guard done < settings.target else { return Assessment(state: .satisfied, progress: progress, reason: "enough") }
        return Assessment(
            state: .upcoming, progress: progress,
            prompt: Prompt(due: last + settings.every, message: "Take a sip", slack: .zero),
            reason: "\(Int(done)) ml so far")
    }
}

/// The time of a test, and the deadline that was armed for.
final class TestClock: Sendable {
    private let state: Mutex<(now: Instant, armed: Instant?)>

    init(_ now: Instant) {
        state = Mutex((now, nil))
    }

    var now: Instant {
        get { state.withLock { $0.now } }
        set { state.withLock { $0.now = newValue } }
    }
    var armed: Instant? {
        get { state.withLock { $0.armed } }
        set { state.withLock { $0.armed = newValue } }
    }
}

/// A daemon in this process: everything but signals, timer and journald is as it is when it runs, over a real
/// socket and a real file.
struct RunningDaemon: Sendable {
    let folder: StoreFolder
    let clock: TestClock
    let parts: DaemonParts
    let reloader: Reloader
    /// Every record that went to the journal.
    let journal: Journal

    final class Journal: Sendable {
        private let records = Mutex<[JournalRecord]>([])
        func take(_ record: JournalRecord) -> Bool {
            records.withLock { $0.append(record) }
            return true
        }
        /// Every record so far, once the writer has nothing left to write.
        func all(_ writer: JournalWriter) async -> [JournalRecord] {
            await withCheckedContinuation { continuation in writer.whenIdle { continuation.resume() } }
            return records.withLock { $0 }
        }
    }

    var socket: String { folder.root + "/run/habitd/control" }

    func connect() throws -> VarlinkConnection { try VarlinkConnection(path: socket) }

    func call<R: Decodable>(
        _ method: String, _ parameters: some Encodable = NoParameters(), returning: R.Type = R.self
    ) throws -> R {
        try connect().call("io.habitd.Control.\(method)", parameters, returning: R.self)
    }

    /// The error that a call is answered with.
    func refusal(_ method: String, _ parameters: some Encodable = NoParameters()) throws -> VarlinkError {
        let connection = try connect()
        return try #require(throws: VarlinkError.self) {
            try connection.call("io.habitd.Control.\(method)", parameters, returning: Anything.self)
        }
    }

    func status() throws -> Control.StatusReply { try call("Status") }
    func status(of habit: String) throws -> Control.HabitStatus {
        try #require(try status().habits.first { $0.id == habit })
    }

    func history(_ call: Control.HistoryCall = .init()) throws -> [Control.Entry] {
        var entries: [Control.Entry] = []
        try connect().stream("io.habitd.Control.History", call, of: Control.EntriesReply.self) {
            entries += $0.entries
            return true
        }
        return entries
    }

    /// Lets time pass, with every deadline on the way reached.
    func pass(_ duration: Duration) async {
        let end = clock.now + duration
        while let deadline = clock.armed, deadline <= end {
            clock.now = max(clock.now, deadline)
            clock.armed = nil
            await parts.keeper.handle(.deadline)
        }
        clock.now = end
    }

    func configure(_ text: String) throws {
        let directory = folder.root + "/config"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/config.toml"))
    }

    struct Anything: Decodable {}
}

/// Runs `body` beside a daemon that was started at `now`, and ends it. `folder` can be kept for another start.
func withDaemon(
    _ plugins: [any HabitPlugin] = [SipPlugin(), SipPlugin(id: "nap", title: "Napping", unit: .millilitres)],
    in folder: StoreFolder? = nil, configuration: String? = nil, at now: Instant = start,
    options: HistoryOptions = HistoryOptions(), limits: PluginLimits = PluginLimits(),
    _ body: (RunningDaemon) async throws -> Void
) async throws {
    let folder = try folder ?? StoreFolder()
    let clock = TestClock(now)
    let journal = RunningDaemon.Journal()
    let environment = [
        "HOME": folder.root, "XDG_DATA_HOME": folder.root + "/share", "XDG_RUNTIME_DIR": folder.root + "/run",
        "PATH": "/usr/bin:/bin",
    ]
    try FileManager.default.createDirectory(atPath: folder.root + "/run", withIntermediateDirectories: true)
    let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
    let assembly = Assembly(
        options: Options(), environment: environment, eventLoop: eventLoop, clock: { clock.now },
        writer: JournalWriter { journal.take($0) }, history: try folder.open(options, at: now),
        paths: try DaemonPaths(environment: environment, configuration: folder.root + "/config"),
        builtIns: plugins,
        folders: PluginFolders(programs: [folder.root + "/plugins"], declarations: [folder.root + "/habits.d"]),
        limits: limits, readZone: { .utc })
    if let configuration {
        try FileManager.default.createDirectory(atPath: folder.root + "/config", withIntermediateDirectories: true)
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder.root + "/config/config.toml"))
    }
    let parts = try await assembly.parts { clock.armed = $0 }
    let reloader = Reloader(parts: parts)
    let server = try await assembly.server(parts, reloader)
    await parts.keeper.handle(.started)
    let daemon = RunningDaemon(folder: folder, clock: clock, parts: parts, reloader: reloader, journal: journal)
    let executor = EventLoopTaskExecutor(eventLoop)
    let (done, finish) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup { group in
        group.addTask(executorPreference: executor) { try await server.run() }
        group.addTask(executorPreference: executor) {
            await withTaskGroup { helpers in
                helpers.addTask { await parts.keeper.run() }
                helpers.addTask { await PluginFollower(parts: parts, reloader: reloader).run() }
                for await _ in done { break }
                helpers.cancelAll()
            }
        }
        let result: Result<Void, any Error>
        do { result = .success(try await body(daemon)) } catch { result = .failure(error) }
        await server.close()
        finish.finish()
        try await group.waitForAll()
        try result.get()
    }
    await parts.shelf.close()
    try await MemorySaver(keeper: parts.keeper, history: parts.history).saveLast()
    try parts.history.close()
}
