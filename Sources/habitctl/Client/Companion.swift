internal import Glibc

/// habitd itself, for what needs its eyes and not its service: checking the configuration, restoring a backup.
enum Companion {
    /// Becomes habitd with these arguments: the copy beside this program, else the first one on the PATH.
    static func become(_ arguments: [String]) throws -> Never {
        let program = try found()
        // What this program ignores would stay ignored over there.
        signal(SIGPIPE, SIG_DFL)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        words.append(nil)
        execv(program, words)
        throw unstartable(program, errno)
    }

    /// habitd's path.
    static func found() throws -> String {
        guard let program = find() else {
            throw Failure(
                .data, "habitd is found neither beside habitctl nor on the PATH.",
                hints: ["Install both from the same build:  make install"])
        }
        return program
    }

    static func unstartable(_ program: String, _ code: Int32) -> Failure {
        Failure(.data, "\(program) cannot be started: \(String(cString: strerror(code))).")
    }

    private static func find() -> String? {
        let beside = ownPath().map { folder($0) + "/habitd" }
        let onPath = Surroundings.environment(["PATH"])["PATH", default: ""].split(separator: ":").map {
            "\($0)/habitd"
        }
        return ((beside.map { [$0] } ?? []) + onPath).first { access($0, X_OK) == 0 }
    }

    /// Where this program lies.
    static func ownPath() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                text.baseAddress.map { readlink("/proc/self/exe", $0, text.count) } ?? -1
            }
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func folder(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
}
