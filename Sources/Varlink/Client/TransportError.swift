internal import Glibc

/// The connection failed, not the call: nothing, or nothing that can be understood, came back.
public enum TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nobody listens there, or the socket may not be opened. `errno` says which.
    case unreachable(path: String, errno: Int32)
    /// The path does not fit into a socket address; `limit` is in bytes.
    case pathTooLong(path: String, limit: Int)
    /// An address of a kind that this client does not speak.
    case unsupportedAddress(String)
    /// The other side closed the connection before the reply was complete.
    case closed
    /// No reply within the time allowed.
    case timedOut
    /// The reply is not Varlink; the text says in what way.
    case malformed(String)
    /// A message is larger than `limit` bytes.
    case messageTooLarge(limit: Int)

    /// What happened and what can be done, in a sentence.
    public var description: String {
        switch self {
        case .unreachable(let path, let errno):
            "Cannot connect to \(path): \(Self.reason(errno))."
        case .pathTooLong(let path, let limit):
            "The socket path is too long (\(path.utf8.count) bytes, \(limit) at most): \(path). "
                + "Use a shorter directory."
        case .unsupportedAddress(let address):
            "Cannot connect to \(address): only unix: addresses and plain paths are understood."
        case .closed:
            "The connection was closed before the reply was complete."
        case .timedOut:
            "There was no reply in time."
        case .malformed(let reason):
            "The reply cannot be understood: \(reason)."
        case .messageTooLarge(let limit):
            "A message is larger than \(limit) bytes."
        }
    }

    private static func reason(_ errno: Int32) -> String {
        switch errno {
        case ENOENT: "there is no such socket"
        case ECONNREFUSED: "nobody listens there"
        case EACCES, EPERM: "permission denied"
        default: String(cString: strerror(errno))
        }
    }
}
