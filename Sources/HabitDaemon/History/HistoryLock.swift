internal import Glibc

/// Keeps a second daemon off the history: a lock on a file beside it, which the kernel takes back when we end.
final class HistoryLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock at once or not at all.
    init(_ directory: DataDirectory) throws(HistoryError) {
        let path = directory.lock
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw DataDirectory.inaccessible(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.holder(descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK
                ? Self.inUse(directory, holder) : .notAccessible(path, cause: String(cString: strerror(code)))
        }
        // Kept only now: had it been before the refusal, deinit would close the number a second time, and by then it may
        // be another file's.
        self.descriptor = descriptor
        writeHolder()
    }

    deinit {
        // Unlocked and not only closed: a child that is being started at this moment holds a copy of the descriptor until
        // its program begins, and with it the lock.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func inUse(_ directory: DataDirectory, _ holder: String) -> HistoryError {
        HistoryError(
            .inUse,
            "Another habitd\(holder) already keeps the history in \(directory.path). Stop it first (systemctl --user "
                + "stop habitd), or give this one another XDG_DATA_HOME.")
    }

    /// Who holds the lock, for the message alone; the lock itself is the kernel's.
    private func writeHolder() {
        let text = "\(getpid())\n"
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.utf8.count, 0)
    }

    private static func holder(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0, let process = Int(String(decoding: bytes[..<count], as: UTF8.self).prefix { $0.isNumber })
        else { return "" }
        return " (process \(process))"
    }
}
