internal import Glibc
internal import HabitKit
internal import Varlink
package import VarlinkServer

/// Where the control interface listens: the sockets systemd handed over, or one of our own.
package enum ControlSocket {
    /// Bytes that fit into a socket's address.
    static let pathLimit = 107

    /// What was handed over in the environment; empty when nothing was.
    package static func inherited(_ environment: [String: String]) -> [ListenAddress] {
        guard let activation = Activation.fromEnvironment(environment, processID: getpid()) else { return [] }
        activation.closeOnExec()
        return ListenAddress.activated(activation)
    }

    /// Makes way for a socket of our own at `path`. Call it with the history's lock held: what lies there and is not
    /// listened on was left behind by a habitd that is gone.
    package static func clear(_ path: String) throws(StartError) {
        let size = path.utf8.count
        guard size <= pathLimit else {
            throw StartError(
                "The socket path has \(size) bytes and \(pathLimit) are the most that fit: \(path). Set XDG_RUNTIME_DIR "
                    + "to a shorter directory.")
        }
        try makeFolder(of: path)
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw StartError("\(path) is in the way: it is no socket. Move it elsewhere and start habitd again.")
        }
        if isListenedOn(path) {
            throw StartError(
                "Something already listens on \(path). If it is the service's socket, stop it first: "
                    + "systemctl --user stop habitd.socket habitd.service")
        }
        guard unlink(path) == 0 || errno == ENOENT else {
            throw StartError("\(path) was left behind and cannot be removed: \(String(cString: strerror(errno))).")
        }
    }

    /// The socket's folder, and the one above it: without a runtime directory that is one of ours in a place everyone
    /// can write to, so whose it is matters.
    private static func makeFolder(of path: String) throws(StartError) {
        guard let folder = parent(of: path) else { return }
        if let above = parent(of: folder) {
            try make(above)
            try own(above, orRoot: true)
        }
        try make(folder)
        let status = try own(folder, orRoot: false)
        if status.st_mode & 0o077 != 0 { _ = chmod(folder, 0o700) }
    }

    private static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return nil }
        return String(path[..<slash])
    }

    private static func make(_ folder: String) throws(StartError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw StartError("\(folder) cannot be made: \(String(cString: strerror(errno))). The socket lives there.")
        }
    }

    @discardableResult
    private static func own(_ folder: String, orRoot: Bool) throws(StartError) -> stat {
        var status = stat()
        guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
            status.st_uid == geteuid() || orRoot && status.st_uid == 0
        else {
            throw StartError("\(folder) is not a directory of yours. Remove it, or set XDG_RUNTIME_DIR to one that is.")
        }
        return status
    }

    /// Whether a process listens there, as the kernel lists it: a probe by connecting would start a service that is
    /// activated by its socket.
    static func isListenedOn(_ path: String) -> Bool {
        guard let table = try? FileBytes.read("/proc/net/unix") else { return false }
        // Num RefCount Protocol Flags Type St Inode Path; flag 0x10000 is __SO_ACCEPTCON.
        return String(decoding: table, as: UTF8.self).split(separator: "\n").contains { line in
            let fields = line.split(separator: " ", maxSplits: 7, omittingEmptySubsequences: true)
            guard fields.count == 8, fields[7] == path, let flags = UInt32(fields[3], radix: 16) else { return false }
            return flags & 0x10000 != 0
        }
    }
}
