import Foundation
import Glibc

/// A sandbox as a user's session sees it: `habitctl` in `PATH`, and room before it for programs that stand in for others.
final class Desk {
    let sandbox: Sandbox
    private var latches: [Latch] = []
    private var programs: String { sandbox.root + "/programs" }

    init() throws {
        sandbox = try Sandbox()
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(
            atPath: programs + "/habitctl", withDestinationPath: Sandbox.program("habitctl"))
        sandbox.environment["PATH"] = programs + ":" + (sandbox.environment["PATH"] ?? "")
        // What runs here must neither lock nor keep awake the machine it is tried on.
        sandbox.environment["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=\(sandbox.root)/no-bus"
    }

    /// Puts a shell script of that name in front of whatever else has it.
    func standIn(_ name: String, _ script: String) throws {
        let path = programs + "/" + name
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o755)
    }

    /// Puts a program there that hands over its arguments and ends; they are read from the child returned.
    func recorder(_ name: String) throws -> Child {
        let path = try pipe("arguments-of-" + name)
        try standIn(name, "printf '%s\\0' \"$@\" >'\(path)'")
        return try sandbox.start(["cat", path])
    }

    func pipe(_ name: String) throws -> String {
        let path = sandbox.root + "/" + name
        guard mkfifo(path, 0o600) == 0 else { throw Child.Failure(description: "no pipe \(path): errno \(errno)") }
        return path
    }

    /// A latch that lasts as long as this desk.
    func latch(_ name: String) throws -> Latch {
        let latch = try Latch(path: pipe(name))
        latches.append(latch)
        return latch
    }

    func shell(_ script: String) throws -> Sandbox.Finished {
        try sandbox.run(["sh", "-c", script])
    }

    func start(shell script: String, output: Int32? = nil) throws -> Child {
        // A program that aborts, as xss-lock does without logind, must leave no core file.
        try sandbox.start(["sh", "-c", "ulimit -c 0\n" + script], output: output)
    }
}

/// A pipe at which a stand-in waits for a line. It waits no longer than this value lives, however the test ends.
final class Latch {
    let path: String
    private let descriptor: Int32

    fileprivate init(path: String) throws {
        self.path = path
        // For both directions, so that opening it waits for nobody and a line stays until it is read.
        descriptor = Glibc.open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Child.Failure(description: "cannot open \(path): errno \(errno)") }
    }

    deinit { close(descriptor) }

    func open() {
        _ = write(descriptor, "\n", 1)
    }
}

/// Hears from habitd that presence changed.
final class PresenceWatch {
    private let desk: Desk
    private let lines: LineReader
    private let watcher: Child

    /// Returns once the watching has begun: no change after that is missed.
    init(_ desk: Desk) throws {
        self.desk = desk
        lines = try LineReader()
        watcher = try desk.sandbox.start([Sandbox.program("habitctl"), "watch", "--json"], output: lines.writer)
        lines.closeWriter()
        guard try lines.next() != nil else { throw Child.Failure(description: "no watching: \(watcher.errors)") }
    }

    /// Waits until it changes, and says to what.
    func next() throws -> String? {
        guard try lines.first(where: { $0.contains(#""kind":"presence""#) }) != nil else { return nil }
        return try desk.sandbox.json("status")["presence"] as? String
    }
}
