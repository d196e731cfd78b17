internal import Glibc
internal import HabitKit

/// What the process is told by its environment, its clock and the file system.
enum Surroundings {
    /// The variables that are set. By name, for copying all of them costs more than a whole call.
    static func environment(_ names: [String]) -> [String: String] {
        var found: [String: String] = [:]
        for name in names {
            if let value = getenv(name) { found[name] = String(cString: value) }
        }
        return found
    }

    static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    static func terminal(_ color: ColorChoice) -> Terminal {
        let names = ["NO_COLOR", "TERM", "COLUMNS", "LC_ALL", "LC_CTYPE", "LANG"]
        return Terminal(TerminalProbe.surroundings(environment: environment(names)), color: color)
    }

    static func isOwnDirectory(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == getuid()
    }

    /// Whether systemd manages the user's services here; it keeps a directory of its own in the runtime directory.
    static func hasUserManager() -> Bool {
        let runtime = environment(["XDG_RUNTIME_DIR"])["XDG_RUNTIME_DIR"] ?? "/run/user/\(getuid())"
        return access(runtime + "/systemd", F_OK) == 0
    }

    /// All that standard input holds.
    static func standardInput(limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count <= limit {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
