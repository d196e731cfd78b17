import Foundation
import Glibc
import Testing
import Varlink

/// A plugin's program as habitd starts it, with the other end of its socket in hand.
final class ServedPlugin {
    /// What file descriptor 3 is to the program.
    enum Socket {
        case connected
        /// A socket that is listened on, at this path.
        case listening(String)
        /// A file that is no socket.
        case file
        case none
    }

    let processID: pid_t
    /// Our end; -1 where there is none.
    private(set) var end: Int32 = -1
    private let errorPath: String
    private var exitCode: Int32?

    init(
        _ program: String = "walk-plugin", _ socket: Socket = .connected, environment: [String: String]? = nil
    ) throws {
        errorPath = NSTemporaryDirectory() + "served-plugin-" + UUID().uuidString
        let environment = environment ?? ["LISTEN_FDS": "1", "LISTEN_FDNAMES": "varlink"]
        let (theirs, ours) = try Self.ends(socket)
        end = ours
        defer { if theirs >= 0 { close(theirs) } }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if theirs >= 0 {
            posix_spawn_file_actions_adddup2(&actions, theirs, 3)
        } else {
            posix_spawn_file_actions_addclose(&actions, 3)
        }

        // Only the process itself knows its number.
        let command = ["/bin/sh", "-c", "export LISTEN_PID=${LISTEN_PID:-$$}; exec \"$0\"", Self.path(program)]
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (arguments + variables).forEach { free($0) } }
        var child: pid_t = 0
        try #require(posix_spawn(&child, command[0], &actions, nil, arguments, variables) == 0)
        processID = child
    }

    deinit {
        hangUp()
        if exitCode == nil {
            kill(processID, SIGKILL)
            waitpid(processID, nil, 0)
        }
        unlink(errorPath)
    }

    /// What it wrote to stderr.
    var errors: String { (try? String(contentsOfFile: errorPath, encoding: .utf8)) ?? "" }

    /// Hands our end over to a client.
    func connection() -> VarlinkConnection {
        defer { end = -1 }
        return VarlinkConnection(fileDescriptor: end, timeout: .seconds(60))
    }

    func send(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        #expect(Glibc.send(end, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    }

    /// What comes until the program closes, cut into messages.
    func rest() -> [ReplyMessage] {
        var framer = MessageFramer()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(end, &chunk, chunk.count, 0), count > 0 {
            chunk[..<count].withUnsafeBytes { framer.append($0) }
        }
        var replies: [ReplyMessage] = []
        while let range = try? framer.next() {
            framer.withMessage(range) { bytes in
                if let reply = try? ReplyMessage(parsing: bytes) { replies.append(reply) }
            }
        }
        return replies
    }

    /// Says that nothing more will be asked.
    func endInput() { shutdown(end, Int32(SHUT_WR)) }

    func hangUp() {
        if end >= 0 { close(end) }
        end = -1
    }

    /// Waits for its end and tells the exit code, or 128 plus the signal.
    func wait() -> Int32 {
        if let exitCode { return exitCode }
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
        exitCode = code
        return code
    }

    private static func ends(_ socket: Socket) throws -> (theirs: Int32, ours: Int32) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        switch socket {
        case .connected:
            var ends: [Int32] = [0, 0]
            try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
            return (ends[0], ends[1])
        case .listening(let path):
            let listener = Glibc.socket(AF_UNIX, type, 0)
            let address = UnixAddress(path: path)
            let isBound = try address.withKernelAddress { pointer, length in
                bind(listener, pointer, length) == 0 && listen(listener, 8) == 0
            }
            try #require(isBound)
            return (listener, -1)
        case .file: return (open("/dev/null", O_RDWR | O_CLOEXEC), -1)
        case .none: return (-1, -1)
        }
    }

    /// The programs of this package stand beside the test bundle.
    static func path(_ program: String) -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = (own as NSString).deletingLastPathComponent + "/" + program
        if FileManager.default.isExecutableFile(atPath: beside) { return beside }
        // swiftpm-testing-helper loads the bundle from elsewhere and names it in an argument.
        let arguments = CommandLine.arguments
        guard let flag = arguments.firstIndex(of: "--test-bundle-path"), flag + 1 < arguments.count else {
            return beside
        }
        return (arguments[flag + 1] as NSString).deletingLastPathComponent + "/" + program
    }
}
