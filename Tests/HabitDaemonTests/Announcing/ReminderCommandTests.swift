import Foundation
import Glibc
import HabitEngine
import HabitKit
import NIOCore
import NIOPosix
import Testing

@testable import HabitDaemon

/// Real processes; each test waits for what they say, never for time to pass.
@Suite(.timeLimit(.minutes(1))) struct ReminderCommandTests {
    private let announcement = Announcement(at: Instant(seconds: 0), prompts: [announced()])
    private let eventLoop = MultiThreadedEventLoopGroup.singleton.next()

    private func command(
        _ arguments: [String], _ environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        timeout: Duration = .seconds(60), limits: ReminderCommand.Limits = .init()
    ) -> (command: ReminderCommand, failures: AsyncStream<String>) {
        let (failures, failure) = AsyncStream.makeStream(of: String.self)
        let command = ReminderCommand(
            Self.reminders(arguments, timeout), environment: environment, eventLoop: eventLoop, limits: limits
        ) { outcome in
            switch outcome {
            case .failed(let command, let reason, true): failure.yield("\(command): \(reason)")
            case .failed(let command, _, false): failure.yield("\(command) again")
            case .succeeded: failure.yield("well")
            }
        }
        return (command, failures)
    }

    private static func reminders(_ run: [String], _ timeout: Duration = .seconds(60)) -> Configuration.Reminders {
        var reminders = Configuration.Reminders()
        reminders.run = run
        reminders.timeout = timeout
        return reminders
    }

    /// A pipe by name, which a command writes to and a test reads to its end.
    private func fifo(_ folder: StoreFolder) throws -> String {
        let path = folder.root + "/said"
        try #require(mkfifo(path, 0o600) == 0)
        return path
    }

    /// Waits for a writer, and reads until the last has gone.
    private static func everything(in path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `it is run with its arguments as they are, in a group of its own, with an allow-listed environment`()
        throws
    {
        let folder = try StoreFolder()
        let said = try fifo(folder)
        let script = "{ echo \"$1|$2\"; ps -o pgid= -p $$; echo $$; env; ls /proc/self/fd; } >'\(said)'"
        let environment = [
            "PATH": "/usr/bin:/bin", "DISPLAY": ":7", "LANG": "C.UTF-8", "LC_TIME": "C", "NOTIFY_SOCKET": "/run/x",
            "LISTEN_FDS": "1", "SECRET": "hush",
        ]
        let (command, _) = command(["sh", "-c", script, "sh", "{title}", "$(id) {message}"], environment)
        command.announce(announcement)
        let output = try Self.everything(in: said)
        let lines = output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines.first == "Hydration|$(id) A glass of water")
        #expect(lines.count > 3 && lines[1] == lines[2], "its group is its own: \(output)")
        for kept in ["DISPLAY=:7", "LANG=C.UTF-8", "LC_TIME=C"] { #expect(lines.contains(kept)) }
        for dropped in ["NOTIFY_SOCKET", "LISTEN_FDS", "SECRET"] { #expect(!output.contains(dropped)) }
        // Standard input, output and error, and the listing's own.
        #expect(
            lines.suffix(while: { Int($0) != nil }).filter { (Int($0) ?? 0) > 3 && (Int($0) ?? 0) < 1000 } == [],
            "\(output)")
    }

    @Test(arguments: [
        (["/nowhere/notify"], "/nowhere/notify: no such program"), (["false"], "false: it exited with 1"),
        (["sh", "-c", "kill -9 $$"], "sh: it was ended by signal 9"),
    ])
    func `a failure is told with its reason`(arguments: [String], message: String) async {
        let (command, failures) = command(arguments)
        command.announce(announcement)
        #expect(await failures.first { _ in true } == message)
    }

    @Test func `a failure is the first one only once, until the command is another one`() async {
        let (command, failures) = command(["/nowhere/one"])
        command.announce(announcement)
        command.announce(announcement)
        command.update(Self.reminders(["/nowhere/two"]))
        command.announce(announcement)
        var told = failures.makeAsyncIterator()
        #expect(await told.next() == "/nowhere/one: no such program")
        #expect(await told.next() == "/nowhere/one again")
        #expect(await told.next() == "/nowhere/two: no such program")
    }

    @Test func `one that takes too long is ended with what it started`() async {
        var limits = ReminderCommand.Limits()
        limits.grace = .milliseconds(50)
        // It ignores the polite signal, and waits for a child that would outlive the test.
        let (command, failures) = command(
            ["sh", "-c", "trap '' TERM; sleep 600 & wait"], timeout: .milliseconds(50), limits: limits)
        command.announce(announcement)
        #expect(await failures.first { _ in true } == "sh: it was ended by signal 9")
    }

    @Test func `no more than a few run at once`() async throws {
        var limits = ReminderCommand.Limits()
        limits.running = 1
        let (command, failures) = command(["sleep", "600"], limits: limits)
        command.announce(announcement)
        command.announce(announcement)
        #expect(await failures.first { _ in true } == "sleep: 1 of them are still running")
        command.close()
    }

    @Test func `a run that ends well says so`() async {
        let (command, outcomes) = command(["true"])
        command.announce(announcement)
        #expect(await outcomes.first { _ in true } == "well")
    }

    @Test func `without a command nothing is started`() {
        let (command, _) = command([])
        command.announce(announcement)
        command.close()
    }
}

extension Array {
    /// The elements at the end for which `predicate` holds.
    fileprivate func suffix(while predicate: (Element) -> Bool) -> ArraySlice<Element> {
        suffix(from: lastIndex { !predicate($0) }.map { $0 + 1 } ?? startIndex)
    }
}
