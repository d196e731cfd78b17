internal import Glibc
internal import NIOCore

/// Who is at the other end, as the kernel tells it (`SO_PEERCRED`): the process that connected, or that made the pair.
public struct PeerCredentials: Sendable, Equatable {
    /// The process id; 0 when the process is outside our namespace.
    public let processID: Int32
    /// The effective user id when the connection was made.
    public let userID: UInt32
    /// The effective group id when the connection was made.
    public let groupID: UInt32

    /// Makes credentials, for tests of services.
    public init(processID: Int32, userID: UInt32, groupID: UInt32) {
        self.processID = processID
        self.userID = userID
        self.groupID = groupID
    }

    /// The kernel's `struct ucred`, which Swift does not import.
    private struct KernelCredentials {
        var pid: pid_t
        var uid: uid_t
        var gid: gid_t
    }

    /// Asks the kernel about a connected channel.
    static func of(_ channel: any Channel) -> EventLoopFuture<PeerCredentials> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        let answer: EventLoopFuture<KernelCredentials> = provider.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        return answer.map { PeerCredentials(processID: $0.pid, userID: $0.uid, groupID: $0.gid) }
    }
}
