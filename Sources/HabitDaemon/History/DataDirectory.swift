internal import Glibc

/// The private folder the history lives in, and the names of the files there.
struct DataDirectory: Sendable {
    /// `…/habitd`.
    let path: String

    var history: String { path + "/history.sqlite" }
    var lock: String { path + "/history.lock" }
    var backups: String { path + "/backups" }

    /// What SQLite keeps beside a database while it is open.
    static let companions = ["-wal", "-shm"]

    /// Makes the folder where it is missing, for nobody but its owner.
    func prepare() throws(HistoryError) {
        try Self.makePrivate(path)
    }

    /// Makes `folder` and what is missing above it, and takes it away from everybody else.
    static func makePrivate(_ folder: String) throws(HistoryError) {
        var status = stat()
        if stat(folder, &status) != 0 {
            try makeMissing(folder)
            guard stat(folder, &status) == 0 else { throw inaccessible(folder) }
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .notAccessible(folder, cause: "it is not a folder")
        }
        guard status.st_uid == geteuid() else {
            throw .notAccessible(folder, cause: "it belongs to user \(status.st_uid)")
        }
        if status.st_mode & 0o077 != 0, chmod(folder, status.st_mode & 0o700) != 0 { throw inaccessible(folder) }
    }

    private static func makeMissing(_ folder: String) throws(HistoryError) {
        if let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
            let parent = String(folder[..<slash])
            if access(parent, F_OK) != 0 { try makeMissing(parent) }
        }
        // Another program may have made it in the meantime.
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw inaccessible(folder) }
    }

    /// Makes the file where it is missing, before SQLite would with the umask's rights; SQLite gives its own files
    /// beside it the same rights.
    static func makePrivateFile(_ file: String) throws(HistoryError) {
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw inaccessible(file) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw inaccessible(file) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAccessible(file, cause: "it is not a file") }
        if status.st_mode & 0o077 != 0, fchmod(descriptor, 0o600) != 0 { throw inaccessible(file) }
    }

    /// Renames a database and what belongs to it; the companions keep their database's name, so SQLite finds them.
    static func moveDatabase(_ old: String, to new: String) throws(HistoryError) {
        guard rename(old, new) == 0 else { throw inaccessible(old) }
        for suffix in companions where access(old + suffix, F_OK) == 0 {
            guard rename(old + suffix, new + suffix) == 0 else { throw inaccessible(old + suffix) }
        }
        try sync(folderOf: new)
    }

    /// Makes renames in the folder of `path` survive a power cut.
    static func sync(folderOf path: String) throws(HistoryError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw inaccessible(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw inaccessible(folder) }
    }

    static func inaccessible(_ path: String) -> HistoryError {
        let code = errno
        return .notAccessible(path, cause: String(cString: strerror(code)))
    }
}
