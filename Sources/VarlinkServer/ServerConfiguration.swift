internal import Varlink

/// Who a server says it is, and how much it lets a client take.
public struct ServerConfiguration: Sendable {
    /// Told by `org.varlink.service.GetInfo`.
    public var vendor: String
    /// Told by `org.varlink.service.GetInfo`.
    public var product: String
    /// Told by `org.varlink.service.GetInfo`.
    public var version: String
    /// Told by `org.varlink.service.GetInfo`.
    public var url: String
    /// Largest call in bytes, its NUL not counted. A larger one ends its connection.
    public var messageLimit = MessageFramer.defaultLimit
    /// Connections open at once. A further one is closed at once.
    public var connectionLimit = 64
    /// How long a message may stay half sent, counted from its first byte, before its connection ends.
    public var partialMessageTimeout: Duration = .seconds(10)
    /// How long a connection may stay without a call in progress before it ends. A stream is a call in progress.
    public var idleTimeout: Duration = .seconds(600)
    /// The users that may connect; nil lets everyone in whom the socket's file mode lets in.
    public var allowedUserIDs: Set<UInt32>?
    /// Whether every reply is checked against the interface before it is sent. A reply that does not fit ends the
    /// connection and is logged as an error, for it is a fault of the service. On in debug builds.
    public var checksReplies: Bool

    /// A configuration with the limits above.
    public init(vendor: String, product: String, version: String, url: String) {
        self.vendor = vendor
        self.product = product
        self.version = version
        self.url = url
        #if DEBUG
            checksReplies = true
        #else
            checksReplies = false
        #endif
    }
}
