/// Parameters of a method that takes none.
public struct NoParameters: Codable, Sendable, Equatable {
    /// Nothing to say.
    public init() {}
}

/// A small blocking client: one connection over a Unix socket, one call at a time.
///
/// ```swift
/// let connection = try VarlinkConnection(path: "/run/user/1000/habitd/control")
/// let info: Info = try connection.call("org.varlink.service.GetInfo", NoParameters())
/// ```
/// It needs no event loop and starts in microseconds, which is what a command-line program wants. It is not `Sendable`:
/// keep a connection to one thread or task.
public final class VarlinkConnection {
    private let socket: StreamSocket
    private var framer: MessageFramer
    private var isBroken = false

    /// Connects to the socket at a plain path.
    ///
    /// - Parameter timeout: how long connecting, sending and each reply may take; nil waits for ever.
    /// - Throws: `TransportError.unreachable`, `.pathTooLong` or `.timedOut`.
    public init(path: String, timeout: Duration? = .seconds(10)) throws(TransportError) {
        socket = try StreamSocket(connecting: UnixAddress(path: path), timeout: timeout)
        framer = MessageFramer(limit: Self.replyLimit)
    }

    /// Connects to a Varlink address: `unix:/path`, `unix:@name` or a plain path.
    public init(address: String, timeout: Duration? = .seconds(10)) throws(TransportError) {
        socket = try StreamSocket(connecting: UnixAddress(parsing: address), timeout: timeout)
        framer = MessageFramer(limit: Self.replyLimit)
    }

    /// Takes over a connected stream socket, which is closed with this connection.
    public init(fileDescriptor: Int32, timeout: Duration? = .seconds(10)) {
        socket = StreamSocket(owning: fileDescriptor, timeout: timeout)
        framer = MessageFramer(limit: Self.replyLimit)
        socket.applySendTimeout()
    }

    /// Largest reply in bytes that is accepted: 16 MiB, as other Varlink clients do.
    private static let replyLimit = 16 << 20

    /// How long sending and each reply may take from now on; nil waits for ever, as a stream of events must.
    public func setTimeout(_ timeout: Duration?) {
        socket.timeout = timeout
        socket.applySendTimeout()
    }

    /// Calls a method and decodes its reply.
    ///
    /// - Throws: `VarlinkError` when the service answers an error, `TransportError` when no reply came, `EncodingError`
    ///   or `DecodingError` when the parameters or the reply do not fit their types.
    public func call<R: Decodable>(
        _ method: String, _ parameters: some Encodable = NoParameters(), returning: R.Type = R.self
    ) throws -> R {
        try JSONText.decode(R.self, from: callRaw(method, parameters: JSONText.encode(parameters)))
    }

    /// Calls a method; `parameters` is a JSON object as text, or empty for none.
    ///
    /// - Returns: the reply's `parameters` object exactly as it came, `{}` when there were none.
    public func callRaw(_ method: String, parameters: [UInt8] = []) throws -> [UInt8] {
        try send(CallMessage(method: method, parameters: parameters))
        return try receive(mayContinue: false).parameters
    }

    /// Calls a method that answers nothing, not even an error.
    public func send(oneway method: String, _ parameters: some Encodable = NoParameters()) throws {
        try send(CallMessage(method: method, parameters: JSONText.encode(parameters), mode: .oneway))
    }

    /// Calls a method with `more` and decodes every reply until the last one.
    ///
    /// - Parameter body: gets each reply; returns false to stop early, which ends the connection.
    public func stream<R: Decodable>(
        _ method: String, _ parameters: some Encodable = NoParameters(), of: R.Type = R.self,
        _ body: (R) throws -> Bool
    ) throws {
        try streamRaw(method, parameters: JSONText.encode(parameters)) { try body(JSONText.decode(R.self, from: $0)) }
    }

    /// Calls a method with `more`; `body` gets the `parameters` of each reply as they came.
    public func streamRaw(_ method: String, parameters: [UInt8] = [], _ body: ([UInt8]) throws -> Bool) throws {
        try send(CallMessage(method: method, parameters: parameters, mode: .more))
        // Until the last reply is here the connection is of no use for anything else, however this ends.
        isBroken = true
        while true {
            let reply = try receiveReply(mayContinue: true)
            if !reply.continues { isBroken = false }
            if let error = reply.error { throw VarlinkError(error, encoded: reply.parameters) }
            guard try body(reply.parameters), reply.continues else { return }
        }
    }

    private func send(_ message: CallMessage) throws(TransportError) {
        guard !isBroken else { throw .closed }
        do throws(TransportError) {
            try socket.send(message.encoded())
        } catch {
            isBroken = true
            throw error
        }
    }

    private func receive(mayContinue: Bool) throws -> ReplyMessage {
        let reply = try receiveReply(mayContinue: mayContinue)
        if let error = reply.error { throw VarlinkError(error, encoded: reply.parameters) }
        return reply
    }

    private func receiveReply(mayContinue: Bool) throws(TransportError) -> ReplyMessage {
        let wasBroken = isBroken
        isBroken = true
        let reply = try nextMessage()
        if reply.continues, !mayContinue { throw .malformed("more replies are announced, but none were asked for") }
        isBroken = wasBroken
        return reply
    }

    private func nextMessage() throws(TransportError) -> ReplyMessage {
        let deadline = Deadline(after: socket.timeout)
        while true {
            if let range = try nextRange() {
                do throws(MalformedMessage) {
                    return try framer.withMessage(range) { bytes throws(MalformedMessage) in
                        try ReplyMessage(parsing: bytes)
                    }
                } catch {
                    throw .malformed(error.reason)
                }
            }
            guard try socket.receive(until: deadline, { framer.append($0) }) else { throw .closed }
        }
    }

    private func nextRange() throws(TransportError) -> Range<Int>? {
        do throws(MessageLimitExceeded) {
            return try framer.next()
        } catch {
            throw .messageTooLarge(limit: error.limit)
        }
    }
}
