import Foundation
import Glibc

/// A process a test started. What it prints goes to files, and it is gone when this value is.
final class Child {
    /// How a process ended, as a shell tells it: its status, or 128 plus the signal.
    typealias ExitCode = Int32

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let processID: pid_t
    private let outputPath: String
    private let errorPath: String
    /// Reads end-of-file when the process, and all that inherited from it, is gone: so waiting can have an end.
    private let lifeline: Int32
    private var exitCode: ExitCode?

    /// - Parameters:
    ///   - command: the program, found in `PATH` when it holds no slash, and its arguments.
    ///   - environment: all of it; nothing is inherited.
    ///   - directory: where the two output files go.
    ///   - input: a file to read as standard input; nothing when absent.
    ///   - output: a descriptor to be standard output instead of a file.
    init(
        _ command: [String], environment: [String: String], directory: String, input: String? = nil,
        output: Int32? = nil
    ) throws {
        let name = directory + "/" + UUID().uuidString.prefix(8)
        outputPath = name + ".out"
        errorPath = name + ".err"
        let ends = try socketPair()
        lifeline = ends.reader
        defer { close(ends.writer) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let created = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, outputPath, created, 0o600)
        }
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, created, 0o600)
        posix_spawn_file_actions_adddup2(&actions, ends.writer, 19)
        processID = try Self.spawn(command, environment, &actions)
    }

    private static func spawn(
        _ command: [String], _ environment: [String: String], _ actions: inout posix_spawn_file_actions_t
    ) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The test runner may ignore SIGPIPE or block signals; what a person starts does neither.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        let failure = posix_spawnp(&child, command[0], &actions, &attributes, arguments, variables)
        guard failure == 0 else {
            throw Failure(description: "\(command[0]) did not start: \(String(cString: strerror(failure)))")
        }
        return child
    }

    deinit {
        if exitCode == nil {
            Glibc.kill(processID, SIGKILL)
            reap()
        }
        close(lifeline)
    }

    var output: String { text(of: outputPath) }
    var errors: String { text(of: errorPath) }

    private func text(of path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    func signal(_ number: Int32) {
        if exitCode == nil { Glibc.kill(processID, number) }
    }

    /// Waits for the end, and for two minutes at most: what hangs fails its test instead of holding up the others.
    @discardableResult func wait(minutes: Int32 = 2) throws -> ExitCode {
        if let exitCode { return exitCode }
        var end = pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0)
        guard poll(&end, 1, minutes * 60_000) == 1 else {
            throw Failure(description: "process \(processID) did not end; it said: \(output)\(errors)")
        }
        return reap()
    }

    @discardableResult private func reap() -> ExitCode {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
        exitCode = code
        return code
    }
}
