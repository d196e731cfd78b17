internal import Glibc
internal import Varlink

/// A plugin that is a program of its own.
///
/// ```swift
/// @main struct Eyes: PluginExecutable { … }
/// ```
/// is the whole program: habitd starts it with a connected socket, asks it over `io.habitd.Plugin`, and closes the
/// socket when it needs it no more. The program answers one call at a time and ends then. Whatever `assess` throws goes
/// to habitd as the reason why there is no answer; what is written to stdout and stderr goes to the journal.
public protocol PluginExecutable: HabitPlugin {
    /// Makes the plugin, which keeps no state.
    init()
}

extension PluginExecutable {
    /// Serves the plugin on the socket that habitd handed over, until it is closed.
    ///
    /// Started by hand it says what it is and what to do with it, and exits with 2.
    @MainActor public static func main() async {
        let thread = MainThread()
        let program = start(on: thread)
        thread.run()
        exit(await program.value)
    }

    nonisolated private static func start(on thread: MainThread) -> Task<Int32, Never> {
        Task(executorPreference: thread) { await serve() }
    }

    /// Answers one call after the other.
    ///
    /// - Returns: the program's exit code.
    nonisolated private static func serve() async -> Int32 {
        let plugin = Self()
        guard var connection = PluginSocket.connection() else {
            PluginSocket.tell(PluginSocket.introduction(plugin.manifest))
            return 2
        }
        let service = PluginService(plugin)
        while let call = connection.nextCall() { connection.finish(await service.answer(call)) }
        guard let ending = connection.ending, ending != .finished else { return 0 }
        PluginSocket.tell("What came over the socket is not Varlink: \(ending.problem)")
        return 1
    }
}

extension CallStream.Ending {
    fileprivate var problem: String {
        switch self {
        case .finished: "nothing is wrong"
        case .malformed(let problem): problem
        case .tooLarge(let limit): "a message is larger than \(limit) bytes"
        }
    }
}

/// The one place where HabitKit touches the world: the socket that a plugin's program is handed, and stderr.
private enum PluginSocket {
    /// The connection that was handed over, or the first one made to a listening socket; nil where there is none.
    static func connection() -> ServedConnection? {
        var environment: [String: String] = [:]
        for name in ["LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES"] {
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        guard let activation = Activation.fromEnvironment(environment, processID: getpid()),
            let descriptor = activation.varlinkDescriptors.first, isSocket(descriptor)
        else { return nil }
        activation.closeOnExec()
        if Activation.isListening(descriptor) { return try? ServedConnection.accept(from: descriptor) }
        return ServedConnection(fileDescriptor: descriptor)
    }

    static func introduction(_ manifest: Manifest) -> String {
        let path = path()
        return """
            This is “\(manifest.title)”, a habit for habitd: \(manifest.summary)
            habitd starts it by itself; started by hand it has nobody to talk to.
            To check it:    habitctl plugin check \(path)
            To install it:  install -D \(path) ~/.local/share/habitd/plugins/\(manifest.id)
            """
    }

    static func tell(_ text: String) {
        let line = Array((text + "\n").utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }

    private static func isSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func path() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : CommandLine.arguments[0]
    }
}
