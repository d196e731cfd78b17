public import Varlink

/// A call as its method sees it.
public struct ServiceCall: Sendable {
    /// The method's bare name, `Status`.
    public let method: String
    /// The parameters: a JSON object as text, already checked against the interface.
    public let parameters: [UInt8]
    /// Whether the caller takes more replies than one.
    public let wantsMore: Bool
    /// Whether the caller takes no reply at all.
    public let isOneway: Bool
    /// Who calls.
    public let peer: PeerCredentials

    let replies: any ContinuingReplies

    /// The parameters as a type of the method's.
    ///
    /// - Throws: `InvalidParameter` with the path of what does not fit, which answers the call when rethrown.
    public func decode<T: Decodable>(_ type: T.Type) throws(VarlinkError) -> T {
        do {
            return try JSONText.decode(type, from: parameters)
        } catch let error as DecodingError {
            throw .invalidParameter(error.parameterPath)
        } catch {
            throw .invalidParameter("")
        }
    }

    /// Sends one reply of several; what the method returns is the last one.
    ///
    /// Suspends while the peer reads slower than replies come, so that no more than a few of them wait in memory.
    /// - Throws: `CancellationError` when the peer is gone or the server ends; `VarlinkError.expectedMore` when the
    /// call
    ///   did not ask for more; `EncodingError`.
    public func reply(continuing value: some Encodable) async throws {
        guard wantsMore else { throw VarlinkError.expectedMore }
        try await replies.send(JSONText.encode(value))
    }

    /// The same for a JSON object as text, sent as it is.
    public func reply(continuingEncoded parameters: [UInt8]) async throws {
        guard wantsMore else { throw VarlinkError.expectedMore }
        try await replies.send(parameters)
    }
}

/// Where replies go that are not the last.
protocol ContinuingReplies: Sendable {
    func send(_ parameters: [UInt8]) async throws
}
