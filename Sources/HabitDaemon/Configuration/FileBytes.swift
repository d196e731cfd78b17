internal import Glibc

/// A whole small file, read at once and no further than a limit.
package enum FileBytes {
    /// The bytes of the file at `path`, or why there are none.
    package static func read(_ path: String, limit: Int = 1 << 20) throws(FileProblem) -> [UInt8] {
        // Not blocking: a pipe or a device in place of the file must not hold up the daemon.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileProblem(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileProblem(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FileProblem(reason: "it is not a regular file") }
        guard status.st_size <= limit else {
            throw FileProblem(reason: "it is larger than \(limit / 1024) KiB")
        }
        return try readAll(descriptor, expecting: Int(status.st_size), limit: limit)
    }

    /// All that standard input holds.
    static func readInput(limit: Int) throws(FileProblem) -> [UInt8] {
        try readAll(STDIN_FILENO, expecting: 65_536, limit: limit)
    }

    private static func readAll(_ descriptor: Int32, expecting size: Int, limit: Int) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 1)
        var chunk = [UInt8](repeating: 0, count: max(512, min(size + 1, 65_536)))
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileProblem(errno: errno) }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        throw FileProblem(reason: "it is larger than \(limit / 1024) KiB")
    }
}

/// Why a file could not be used, in the system's words.
package struct FileProblem: Error, Equatable, CustomStringConvertible {
    /// The system's error number; nil where the file itself is the problem.
    package let code: Int32?
    package let reason: String

    package init(errno code: Int32) {
        self.code = code
        self.reason = String(cString: strerror(code))
    }

    package init(reason: String) {
        self.code = nil
        self.reason = reason
    }

    package var description: String { reason }
}
