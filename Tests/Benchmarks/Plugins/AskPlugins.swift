import Dispatch
import CheckIn
import FoamRoll
import Glibc
import HabitDaemon
import HabitKit
import HabitTesting
import NIOCore
import NIOPosix
import Massage
import Posture
import Stretch
import VarlinkServer
import Walk
import Water

/// What a question to a plugin takes: of one that is compiled in, and of the program named on the command line through
/// the daemon's own host, warm and cold. Prints three numbers: microseconds, microseconds, milliseconds.
@main struct AskPlugins {
    @MainActor static func main() async throws {
        guard CommandLine.arguments.count == 2 else { throw Problem(text: "one argument is wanted: the program") }
        let eventLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
        let figures = try await withTaskExecutorPreference(EventLoopTaskExecutor(eventLoop)) {
            let builtIn = try await builtIns()
            let (warm, cold) = try await program(CommandLine.arguments[1], eventLoop)
            return (builtIn, warm, cold)
        }
        print(figures.0, figures.1, figures.2)
    }

    struct Problem: Error {
        let text: String
    }

    /// The slowest built-in's median, each at a full day after weeks of history.
    private nonisolated static func builtIns() async throws -> Double {
        let plugins: [any HabitPlugin] = [
            StretchPlugin(), WalkPlugin(), WaterPlugin(), PosturePlugin(), FoamRollPlugin(), MassagePlugin(),
            CheckInPlugin(),
        ]
        var slowest = 0.0
        for plugin in plugins {
            let manifest = plugin.manifest
            let habit = try BoundHabit.bind(plugin, id: manifest.id, raw: [:])
            let moment = fullDay(manifest)
            slowest = max(
                slowest,
                try await median(2000) {
                    _ = try await habit.assess(moment)
                } / 1000)
        }
        return slowest
    }

    private nonisolated static func program(
        _ path: String, _ eventLoop: any EventLoop
    ) async throws -> (warm: Double, cold: Double) {
        let host = PluginHost(path: path, eventLoop: eventLoop, environment: [:], log: { _ in })
        let manifest = try await host.describe()
        let habit = try BoundHabit.bind(ProcessPlugin(manifest: manifest, host: host), id: manifest.id, raw: [:])
        let moment = fullDay(manifest)
        _ = try await habit.assess(moment)
        let warm = try await median(1000) { _ = try await habit.assess(moment) } / 1000
        var times: [Double] = []
        for _ in 0..<30 {
            await host.mend()
            // The last one has to be gone, or its end would be measured with the next one's start.
            try await eventLoop.scheduleTask(in: .milliseconds(20)) {}.futureResult.get()
            times.append(try await nanoseconds { _ = try await habit.assess(moment) } / 1_000_000)
        }
        await host.close()
        return (warm, times.sorted()[times.count / 2])
    }

    /// Four o'clock on a day with an entry every hour, after as much history as the plugin asks for.
    private nonisolated static func fullDay(_ manifest: Manifest) -> Moment {
        var builder = MomentBuilder("2026-11-24 16:00").habit(manifest.id).presentSince("08:30").away("12:00", "12:30")
        for day in 0...manifest.needs.historyDays {
            for hour in 10..<16 {
                builder = builder.done("\(hour):05", manifest.usualAmount, manifest.unit, daysAgo: day)
            }
        }
        return builder.moment
    }

    /// Nanoseconds.
    private nonisolated static func median(_ runs: Int, _ work: () async throws -> Void) async throws -> Double {
        var times: [Double] = []
        for _ in 0..<runs { times.append(try await nanoseconds(work)) }
        return times.sorted()[runs / 2]
    }

    private nonisolated static func nanoseconds(_ work: () async throws -> Void) async throws -> Double {
        let begin = ContinuousClock.now
        try await work()
        return (ContinuousClock.now - begin) / .nanoseconds(1)
    }
}
