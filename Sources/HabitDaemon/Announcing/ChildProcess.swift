internal import CSystemd
internal import Glibc
internal import Synchronization

/// A program started in a process group of its own, with nothing of ours but stderr, and reaped the moment it ends.
final class ChildProcess: Sendable {
    enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(signal: Int32)
    }

    struct LaunchError: Error, Equatable {
        let errno: Int32
        var reason: String { errno == ENOENT ? "no such program" : String(cString: strerror(errno)) }
    }

    private let processID: pid_t
    /// False once reaped: the number may then be anyone's.
    private let isRunning = Mutex(true)
    private let source: WakeSource

    /// - Parameter ended: called once, on a private queue.
    init(
        _ arguments: [String], environment: [String: String], ended: @escaping @Sendable (Ending) -> Void
    ) throws(LaunchError) {
        let processID = try Self.spawn(arguments, environment)
        let descriptor = habitd_pidfd_open(processID)
        guard descriptor >= 0 else {
            let failure = LaunchError(errno: errno)
            kill(-processID, SIGKILL)
            waitpid(processID, nil, 0)
            throw failure
        }
        self.processID = processID
        self.source = WakeSource(descriptor: descriptor, label: "habitd.child")
        // It holds itself until its child has ended: nobody else has to.
        source.start { [self] in
            guard let ending = reap() else { return }
            source.cancel()
            ended(ending)
        }
    }

    /// Sends a signal to the program and what it started.
    func signalGroup(_ signal: Int32) {
        isRunning.withLock { if $0 { kill(-processID, signal) } }
    }

    private func reap() -> Ending? {
        isRunning.withLock { isRunning in
            var status: Int32 = 0
            guard isRunning, waitpid(processID, &status, WNOHANG) == processID else { return nil }
            isRunning = false
            let signal = status & 0x7f
            return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
        }
    }

    private static func spawn(_ arguments: [String], _ environment: [String: String]) throws(LaunchError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, arguments.first ?? "", &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw LaunchError(errno: code) }
        return processID
    }
}
