internal import Glibc

/// Sockets handed over by a service manager (`LISTEN_FDS` and its companions).
///
/// A socket may be listening, as from a `.socket` unit, or already connected, as from `exec:` addresses and
/// `Accept=yes`; `isListening` tells them apart.
public struct Activation: Sendable {
    /// The first descriptor that is handed over.
    public static let firstDescriptor: Int32 = 3
    /// The name by which a Varlink socket goes among several.
    public static let varlinkName = "varlink"

    /// Every descriptor with its name; the name is empty where none was given.
    public let fileDescriptors: [(Int32, name: String)]

    /// Makes one from descriptors that are already known.
    public init(fileDescriptors: [(Int32, name: String)]) {
        self.fileDescriptors = fileDescriptors
    }

    /// Reads the environment; nil when nothing was handed over to this process.
    ///
    /// - Parameters:
    ///   - processID: our own process id. Descriptors meant for another process are not ours.
    ///   - pidfdID: the inode number of a pidfd of ours where the caller knows it; `LISTEN_PIDFDID` must then match.
    public static func fromEnvironment(
        _ environment: [String: String], processID: Int32, pidfdID: UInt64? = nil
    ) -> Activation? {
        guard let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0, count <= 16384,
            environment["LISTEN_PID"].flatMap(Int32.init) == processID
        else { return nil }
        if let wanted = environment["LISTEN_PIDFDID"], let pidfdID, UInt64(wanted) != pidfdID { return nil }
        let names = environment["LISTEN_FDNAMES"]?.split(separator: ":", omittingEmptySubsequences: false) ?? []
        return Activation(
            fileDescriptors: (0..<Int(count)).map { index in
                (firstDescriptor + Int32(index), name: index < names.count ? String(names[index]) : "")
            })
    }

    /// The descriptors that speak Varlink: a single one whatever its name, of several those called `varlink`.
    public var varlinkDescriptors: [Int32] {
        if fileDescriptors.count == 1 { return fileDescriptors.map { $0.0 } }
        return fileDescriptors.filter { $0.name == Self.varlinkName }.map { $0.0 }
    }

    /// Whether the descriptor is a listening socket; false for a connected one and for anything else.
    public static func isListening(_ fileDescriptor: Int32) -> Bool {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(fileDescriptor, SOL_SOCKET, SO_ACCEPTCONN, &value, &length) == 0 && value != 0
    }

    /// Keeps the descriptors from being inherited by programs that this process starts.
    public func closeOnExec() {
        for (descriptor, _) in fileDescriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }
}
