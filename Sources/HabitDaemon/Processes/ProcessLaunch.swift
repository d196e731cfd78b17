internal import CSystemd
internal import Glibc

/// What a program is started with: nothing of ours reaches it but what is named here, and our standard error where no
/// other output is named. Its input is empty, its signals are as the system made them, and it leads a group of its own.
struct ProcessLaunch {
    struct Failure: Error, Equatable {
        let errno: Int32
        var reason: String { errno == ENOENT ? "no such program" : String(cString: strerror(errno)) }
    }

    /// The first is the program, looked for on the way unless it is a path.
    var arguments: [String]
    var environment: [String: String]
    /// Takes what it says on standard output and standard error; nil: output is dropped, errors go where ours go.
    var output: Int32?
    /// What it finds as descriptor 3.
    var socket: Int32?
    /// Whether it leads a session as well.
    var startsSession = false

    /// Starts it, and returns its process id.
    func spawn() throws(Failure) -> pid_t {
        // Out of the way of the numbers that they take the place of.
        let (output, socket) = (Self.aside(output), Self.aside(socket))
        defer {
            if let output, output != self.output { close(output) }
            if let socket, socket != self.socket { close(socket) }
        }
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        Self.connect(&actions, output: output, socket: socket)
        Self.detach(&attributes, startsSession: startsSession)
        return try execute(&actions, &attributes)
    }

    private static func aside(_ descriptor: Int32?) -> Int32? {
        descriptor.map { $0 > 3 ? $0 : fcntl($0, F_DUPFD_CLOEXEC, 4) }
    }

    private static func connect(_ actions: inout posix_spawn_file_actions_t, output: Int32?, socket: Int32?) {
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
            posix_spawn_file_actions_adddup2(&actions, output, 2)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        if let socket { posix_spawn_file_actions_adddup2(&actions, socket, 3) }
        posix_spawn_file_actions_addclosefrom_np(&actions, socket == nil ? 3 : 4)
    }

    private static func detach(_ attributes: inout posix_spawnattr_t, startsSession: Bool) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        // Whoever leads a session leads its first group.
        let place = startsSession ? Int32(habitd_spawn_setsid) : POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(place | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private func execute(
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) throws(Failure) -> pid_t {
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in argv + envp { free(pointer) } }
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, arguments.first ?? "", &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw Failure(errno: code) }
        return processID
    }
}
