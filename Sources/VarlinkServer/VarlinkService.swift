public import Varlink

/// One interface and what answers its methods.
public protocol VarlinkService: Sendable {
    /// The interface, served word for word to whoever asks for its description.
    var interface: VarlinkInterface { get }

    /// Answers one call. It runs on the server's event loop, so it must not block.
    ///
    /// The call's parameters have been checked against the interface. Throw a `VarlinkError` to answer an error; any
    /// other error is logged and ends the connection, because there is no honest reply to it. For a `more` call send
    /// each reply but the last with `call.reply(continuing:)`; when the peer goes away, the task of such a call is
    /// cancelled. A call without `more` always runs to its end. What a oneway call returns or throws is dropped.
    func handle(_ call: ServiceCall) async throws -> ServiceReply
}

/// What a method returns.
public struct ServiceReply: Sendable, Equatable {
    /// A JSON object as text.
    public let encoded: [UInt8]

    /// A reply whose parameters are already encoded: a JSON object as text, sent as it is. A reply that seldom changes
    /// is best encoded once and kept.
    public init(encoded: [UInt8]) {
        self.encoded = encoded
    }

    /// Encodes the reply's parameters. Absent optionals leave no key behind.
    ///
    /// - Throws: `EncodingError`, also when the value encodes to something else than an object.
    public static func encoding(_ value: some Encodable) throws -> ServiceReply {
        ServiceReply(encoded: try JSONText.encode(value))
    }

    /// The reply of a method that returns nothing.
    public static let empty = ServiceReply(encoded: JSONText.emptyObject)
}
