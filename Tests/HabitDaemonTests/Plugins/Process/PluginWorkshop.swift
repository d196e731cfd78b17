import Foundation
import Glibc
import HabitKit
import HabitTesting
import NIOCore
import NIOPosix
import Synchronization

@testable import HabitDaemon

/// A folder with one plugin in it, written in Python, and what becomes of it.
final class PluginWorkshop: Sendable {
    let folder: StoreFolder
    let eventLoop = PluginWorkshop.loop()
    private let said = Mutex<[String]>([])
    private let skipped = Mutex(Duration.hours(1))

    /// - Parameter program: see ``write(_:)``.
    init(_ program: String) throws {
        folder = try StoreFolder()
        // As habitd is: what a plugin leaves behind comes to us.
        Subreaper.adoptOrphans()
        try write(program)
    }

    var path: String { folder.root + "/eyes.py" }
    /// What reached the log.
    var lines: [String] { said.withLock { $0 } }

    /// Puts a program in the place of what is there, as an editor does: under the same name, but another file.
    ///
    /// - Parameter program: goes on where `receive()` gives the next call's method, or None at the end of input, and
    ///   `answer(method)` sends a sound reply.
    func write(_ program: String) throws {
        let fresh = folder.root + "/.fresh"
        try Data((Self.start + program + "\n").utf8).write(to: URL(fileURLWithPath: fresh))
        chmod(fresh, 0o755)
        guard rename(fresh, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    func host(_ limits: PluginLimits = PluginWorkshop.patient, environment: [String: String]? = nil) -> PluginHost {
        let environment =
            environment ?? ["PATH": "/usr/local/bin:/usr/bin:/bin", "SECRET": "hush", "LC_ALL": "C.UTF-8"]
        return PluginHost(
            path: path, eventLoop: eventLoop, limits: limits, environment: environment,
            log: { [self] line in said.withLock { $0.append(line) } },
            // It stands still: on a busy machine a pause would be over before the next question.
            clock: { [self] in skipped.withLock { $0 } })
    }

    /// Lets the hosts of this workshop believe that time has passed.
    func pass(_ time: Duration) {
        skipped.withLock { $0 += time }
    }

    /// Processes that this plugin started, or that were started with its folder's name: those that are left.
    var leftovers: [String] {
        ProcessTable.processIDs().compactMap { processID in
            let texts = ["environ", "cmdline"].map { name in
                (try? String(
                    decoding: Data(contentsOf: URL(fileURLWithPath: "/proc/\(processID)/\(name)")), as: UTF8.self))
                    ?? ""
            }
            guard texts.contains(where: { $0.contains(folder.root) }) else { return nil }
            return "\(processID) \(texts[1].replacingOccurrences(of: "\0", with: " "))"
        }
    }

    static func loop() -> any EventLoop { MultiThreadedEventLoopGroup.singleton.next() }

    /// Looks again and again: what a process does by itself, nothing tells.
    static func until(_ holds: () async -> Bool) async throws {
        let eventLoop = loop()
        while await !holds() {
            try Task.checkCancellation()
            try await eventLoop.scheduleTask(in: .milliseconds(2)) {}.futureResult.get()
        }
    }

    static let moment = MomentBuilder("2026-11-24 15:40").moment

    /// For a program that is to be found out by its deadline.
    static var impatient: PluginLimits {
        var limits = patient
        limits.deadline = .milliseconds(1500)
        return limits
    }

    /// For everything else: a busy machine takes its time to start Python.
    static var patient: PluginLimits {
        var limits = PluginLimits()
        limits.deadline = .seconds(30)
        limits.grace = .milliseconds(200)
        return limits
    }

    /// A program that answers every call well.
    static let sound = "serve()"

    private static let start = """
        #!/usr/bin/env python3
        import json, os, socket, subprocess, sys, time
        link = socket.socket(fileno=3)
        pending = b""
        manifest = {"id": "eyes", "title": "Eyes", "summary": "Looks up."}
        assessment = {"state": "upcoming", "reason": "a look every hour",
                      "prompt": {"due": "2026-11-24T16:00:00Z", "message": "Look up"}}
        def receive():
            global pending
            while b"\\0" not in pending:
                data = link.recv(65536)
                if not data:
                    return None
                pending += data
            message, pending = pending.split(b"\\0", 1)
            return json.loads(message)["method"].rsplit(".", 1)[1]
        def send(parameters, **more):
            link.sendall(json.dumps({"parameters": parameters, **more}).encode() + b"\\0")
        def answer(method):
            send({"manifest": manifest} if method == "Describe" else {"assessment": assessment})
        def serve():
            while (method := receive()) is not None:
                answer(method)
        def introduce():
            answer(receive())

        """
}
