internal import Glibc

/// A file that only the user can read and that appears whole or not at all.
///
/// It is written beside its place under another name and moved there at the end, so nothing is ever written through a
/// link. A file of the user's own is replaced; a link, a folder, a device or somebody else's file is refused.
final class PrivateFile {
    private let path: String
    private let temporary: String
    private var descriptor: Int32

    init(_ path: String) throws(Failure) {
        try Self.check(path)
        let (folder, name) = Self.split(path)
        self.path = path
        temporary = folder + "." + name.prefix(100) + "-\(getpid())"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.refusal(path, String(cString: strerror(errno))) }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(temporary)
    }

    func write(_ bytes: [UInt8]) throws {
        do {
            try Output.write(bytes, to: descriptor)
        } catch let error as Output.Refused {
            throw Self.refusal(path, String(cString: strerror(error.errno)))
        }
    }

    /// Puts it in its place.
    func finish() throws(Failure) {
        guard fsync(descriptor) == 0 else { throw Self.refusal(path, String(cString: strerror(errno))) }
        try Self.check(path)
        guard rename(temporary, path) == 0 else { throw Self.refusal(path, String(cString: strerror(errno))) }
        close(descriptor)
        descriptor = -1
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[...slash]), String(path[path.index(after: slash)...]))
    }

    private static func check(_ path: String) throws(Failure) {
        guard !split(path).name.isEmpty else { throw refusal(path, "it names a folder") }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw refusal(path, String(cString: strerror(errno)))
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFLNK: throw refusal(path, "it is a link, and a report is not written through one")
        case S_IFDIR: throw refusal(path, "it is a folder")
        default: throw refusal(path, "it is no ordinary file")
        }
        guard status.st_uid == geteuid() else { throw refusal(path, "it is somebody else's file") }
    }

    private static func refusal(_ path: String, _ why: String) -> Failure {
        Failure(
            .data, "\(Failure.quoted(path)) cannot be written: \(why). Nothing was changed.",
            hints: ["Give another name; - is standard output."])
    }
}
