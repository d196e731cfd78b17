internal import HabitEngine
internal import HabitKit
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// Feeds the keeper with what happens, and does the housekeeping, until habitd is asked to end.
struct EngineService: Service, CustomStringConvertible {
    let parts: DaemonParts
    let reloader: Reloader
    let happenings: AsyncStream<Happening>
    let hangups: UnixSignalsSequence
    /// SIGTERM and SIGINT: the first one ends this service, and with it the daemon.
    let endings: UnixSignalsSequence
    let zone: ZoneFollower
    let status: String

    /// The service group asks for it; without one it would spell out everything that the daemon consists of.
    var description: String { "engine" }

    func run() async throws {
        let watchdog = parts.notifier.watchdogInterval.map { interval in
            parts.eventLoop.scheduleRepeatedTask(
                initialDelay: .zero, delay: .microseconds(interval.microseconds)
            ) { [notifier = parts.notifier] _ in notifier.watchdog() }
        }
        await withTaskGroup { group in
            group.addTask { await follow() }
            group.addTask { await parts.keeper.run() }
            group.addTask { await PluginFollower(parts: parts, reloader: reloader).run() }
            group.addTask { await reloadOnHangup() }
            group.addTask {
                var housekeeping = Housekeeping(parts: parts, status: status)
                await housekeeping.run()
            }
            group.addTask { try? await gracefulShutdown() }
            group.addTask { for await _ in endings { break } }
            // The others go on until they are cancelled.
            await group.next()
            group.cancelAll()
        }
        watchdog?.cancel()
    }

    /// Each happening is handled beside the others: a plugin that takes its time holds up none of them.
    private func follow() async {
        var clocks = ClockKeeper { ClockReading.now() }
        await withDiscardingTaskGroup { group in
            for await happening in happenings {
                let change = clocks.change()
                group.addTask { await handle(happening, change) }
            }
            group.cancelAll()
        }
    }

    private func handle(_ happening: Happening, _ change: ClockChange?) async {
        if let change {
            parts.writer.write(JournalMessage.clockChanged(ClockKeeper.words(change)))
            await parts.keeper.handle(.clockChanged(change))
        }
        switch happening {
        case .deadline: await parts.keeper.handle(.deadline)
        case .clockSet where change == nil:
            await parts.keeper.handle(.clockChanged(ClockChange(asleep: .zero, stepped: .zero)))
        case .clockSet: break
        case .zoneFile: await zone.follow(parts)
        }
    }

    private func reloadOnHangup() async {
        let (requests, request) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup { group in
            group.addTask {
                for await _ in hangups { request.yield() }
            }
            group.addTask {
                for await _ in requests { _ = try? await reloader.reload() }
            }
            await group.waitForAll()
        }
    }
}
