internal import Glibc
public import Varlink

/// Where a server takes its connections from.
public enum ListenAddress: Sendable, Equatable {
    /// A socket to be made at this path, for its owner only (0600). Whatever lies there already is the caller's to
    /// remove; the socket is removed again when the server ends.
    case path(String)
    /// A listening socket that was handed over. It is never unlinked.
    case listening(Int32)
    /// A connected socket that was handed over; where there is nothing else, the server ends with it.
    case connected(Int32)

    /// The Varlink sockets among those that a service manager handed over.
    public static func activated(_ activation: Activation) -> [ListenAddress] {
        activation.varlinkDescriptors.map { Activation.isListening($0) ? .listening($0) : .connected($0) }
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
    /// - Throws: `TransportError.unreachable` with `EADDRINUSE` when something lies there, `.pathTooLong`.
    init(path: String) throws(TransportError) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .unreachable(path: path, errno: errno) }
        do throws(TransportError) {
            // The kernel gives the file the socket's own mode. A umask would do the same to every other thread's files.
            _ = fchmod(descriptor, 0o600)
            let failure = try UnixAddress(path: path).withKernelAddress { address, length in
                bind(descriptor, address, length) == 0 && listen(descriptor, 128) == 0 ? 0 : errno
            }
            guard failure == 0 else { throw .unreachable(path: path, errno: failure) }
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        fileDescriptor = descriptor
        self.path = path
        file = Self.fileID(path)
    }

    /// Removes the socket's file, unless another has taken its place.
    func removeFile() {
        if let file, Self.fileID(path) == file { unlink(path) }
    }

    private static func fileID(_ path: String) -> FileID? {
        var status = stat()
        return lstat(path, &status) == 0 ? FileID(device: status.st_dev, inode: status.st_ino) : nil
    }
}
