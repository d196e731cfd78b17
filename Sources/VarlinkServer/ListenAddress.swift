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
