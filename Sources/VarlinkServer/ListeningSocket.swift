internal import Glibc
internal import Varlink

/// A socket that cannot be made at a path.
public struct ListenError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is in the way.
    public enum Code: Sendable, Equatable {
        /// The path does not fit into a socket address.
        case pathTooLong
        /// What the system says, as an `errno`.
        case system(Int32)
    }

    /// Where the socket should have been.
    public let path: String
    /// What is in the way.
    public let code: Code

    /// What happened and what can be done, in a sentence.
    public var description: String {
        switch code {
        case .pathTooLong:
            "The socket path is too long (\(path.utf8.count) bytes, \(UnixAddress.pathLimit) at most): \(path). "
                + "Use a shorter directory."
        case .system(EADDRINUSE):
            "Cannot listen on \(path): something is there already. Remove it if nothing uses it."
        case .system(let errno):
            "Cannot listen on \(path): \(String(cString: strerror(errno)))."
        }
    }
}

/// A listening socket made at a path, which knows whether the file there is still its own.
struct ListeningSocket: Sendable {
    private struct FileID: Equatable, Sendable {
        let device: UInt
        let inode: UInt
    }

    let fileDescriptor: Int32
    let path: String
    private let file: FileID?

    /// Makes a socket that only its owner may connect to.
    ///
    /// - Throws: `ListenError`, also when anything lies at the path already.
    init(path: String) throws(ListenError) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw ListenError(path: path, code: .system(errno)) }
        // The kernel gives the file the socket's own mode. A umask would do the same to every other thread's files.
        _ = fchmod(descriptor, 0o600)
        if let failure = Self.open(descriptor, at: path) {
            Glibc.close(descriptor)
            throw ListenError(path: path, code: failure)
        }
        fileDescriptor = descriptor
        self.path = path
        file = Self.fileID(path)
    }

    /// Removes the socket's file, unless another has taken its place.
    func removeFile() {
        if let file, Self.fileID(path) == file { unlink(path) }
    }

    private static func open(_ descriptor: Int32, at path: String) -> ListenError.Code? {
        do throws(TransportError) {
            return try UnixAddress(path: path).withKernelAddress { address, length in
                bind(descriptor, address, length) == 0 && listen(descriptor, 128) == 0 ? nil : .system(errno)
            }
        } catch {
            return .pathTooLong
        }
    }

    private static func fileID(_ path: String) -> FileID? {
        var status = stat()
        return lstat(path, &status) == 0 ? FileID(device: status.st_dev, inode: status.st_ino) : nil
    }
}
