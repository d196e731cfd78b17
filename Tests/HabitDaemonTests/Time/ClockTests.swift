import Dispatch
import Foundation
import Glibc
import HabitEngine
import HabitKit
import Synchronization
import Testing

@testable import HabitDaemon

@Suite struct ClockReadingTests {
    private func reading(_ real: Int64, _ mono: Int64, _ boot: Int64) -> ClockReading {
        ClockReading(
            realtime: Instant(microseconds: real), monotonic: .microseconds(mono), boottime: .microseconds(boot))
    }

    @Test(arguments: [
        // What passed on the wall, awake, and with sleep, in seconds; then the sleep and the step that it means.
        (10, 10, 10, 0, 0), (3600, 60, 3600, 3540, 0), (3610, 10, 10, 0, 3600), (-3590, 10, 10, 0, -3600),
        (31_536_010, 10, 30, 20, 31_535_980),
    ])
    func `a difference of clocks is a sleep or a step`(
        _ real: Int64, _ mono: Int64, _ boot: Int64, _ asleep: Int64, _ stepped: Int64
    ) {
        let change = ClockReading.change(
            from: reading(5_000_000, 7, 9),
            to: reading(5_000_000 + real * 1_000_000, 7 + mono * 1_000_000, 9 + boot * 1_000_000))
        #expect(change == ClockChange(asleep: .seconds(asleep), stepped: .seconds(stepped)))
    }

    @Test func `less than a millisecond is the width of a reading`() {
        let change = ClockReading.change(from: reading(0, 0, 0), to: reading(1000, 1200, 900))
        #expect(change == ClockChange(asleep: .zero, stepped: .zero))
    }

    @Test func `the clocks of this machine go forward together`() {
        let first = ClockReading.now()
        let second = ClockReading.now()
        #expect(second.monotonic >= first.monotonic)
        #expect(second.boottime >= first.boottime)
        #expect(ClockReading.change(from: first, to: second) == ClockChange(asleep: .zero, stepped: .zero))
    }
}

@Suite(.timeLimit(.minutes(1))) struct DeadlineTests {
    /// A deadline whose events can be awaited.
    private func make() throws -> (Deadline, AsyncStream<Deadline.Event>) {
        let (stream, continuation) = AsyncStream.makeStream(of: Deadline.Event.self)
        return (try Deadline { continuation.yield($0) }, stream)
    }

    /// Hangs when it never comes. Somebody may set the machine's clock meanwhile, which is told and passed over.
    private static func awaitReached(_ events: AsyncStream<Deadline.Event>) async {
        for await event in events where event == .reached { return }
    }

    @Test func `it fires at the time on the wall, and never before`() async throws {
        let (deadline, events) = try make()
        let due = ClockReading.wallClock() + .milliseconds(20)
        deadline.arm(due)
        await Self.awaitReached(events)
        #expect(ClockReading.wallClock() >= due)
        deadline.cancel()
    }

    @Test(arguments: [Instant.distantPast, Instant(seconds: 0), Instant(seconds: 1_000_000_000)])
    func `a time in the past fires at once, and can be armed again`(_ past: Instant) async throws {
        let (deadline, events) = try make()
        for _ in 0..<3 {
            deadline.arm(past)
            await Self.awaitReached(events)
        }
        deadline.cancel()
    }

    @Test func `what is armed last counts`() async throws {
        let (deadline, events) = try make()
        deadline.arm(.distantFuture)
        deadline.arm(ClockReading.wallClock() + .hours(1))
        deadline.arm(nil)
        deadline.arm(ClockReading.wallClock())
        await Self.awaitReached(events)
        deadline.cancel()
    }

    @Test func `after the end nothing is armed and nothing comes`() async throws {
        let (deadline, events) = try make()
        deadline.cancel()
        deadline.arm(.distantPast)
        let other = try make()
        other.0.arm(.distantPast)
        await Self.awaitReached(other.1)
        other.0.cancel()
        withExtendedLifetime(events) {}
    }

    /// Everything on the machine hears of a clock that is set, so this runs only where it is asked for.
    @Test(.enabled(if: getenv("HABITD_TEST_SETS_CLOCK") != nil, "needs HABITD_TEST_SETS_CLOCK=1 and CAP_SYS_TIME"))
    func `a clock that is set is told, and the deadline still comes`() async throws {
        let (deadline, events) = try make()
        var iterator = events.makeAsyncIterator()
        deadline.arm(ClockReading.wallClock() + .milliseconds(300))
        #expect(Self.restartClock())
        var seen: [Deadline.Event] = []
        while seen.last != .reached, let event = await iterator.next() { seen.append(event) }
        #expect(seen.first == .clockSet)
        deadline.arm(nil)
        #expect(Self.restartClock())
        #expect(await iterator.next() == .clockSet, "it is noticed with nothing armed")
        deadline.cancel()
    }

    /// Sets the wall clock to what it says already, which counts as setting it.
    @discardableResult
    private static func restartClock() -> Bool {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return clock_settime(CLOCK_REALTIME, &time) == 0
    }
}

@Suite(.timeLimit(.minutes(1))) struct FileWatchTests {
    @Test func `a file that is replaced, made or rewritten is told, and its neighbours are not`() async throws {
        let folder = try StoreFolder()
        let path = folder.root + "/localtime"
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let calls = Mutex(0)
        let watch = try FileWatch(paths: [path, "/nowhere/at/all"]) {
            calls.withLock { $0 += 1 }
            continuation.yield()
        }
        var iterator = stream.makeAsyncIterator()
        try Data("noise".utf8).write(to: URL(fileURLWithPath: folder.root + "/hosts"))
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/a")
        await iterator.next()
        try FileManager.default.createSymbolicLink(atPath: path + ".new", withDestinationPath: "/b")
        let before = calls.withLock { $0 }
        #expect(before == 1)
        rename(path + ".new", path)
        await iterator.next()
        watch.cancel()
    }
}
