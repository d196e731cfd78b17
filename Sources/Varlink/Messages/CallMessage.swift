/// What a client asks: one method, its parameters, and how it wants to be answered.
public struct CallMessage: Sendable, Equatable {
    /// How a call is to be answered. At most one of the protocol's flags can be set.
    public enum Mode: Sendable, Equatable {
        /// One reply.
        case single
        /// No reply at all, not even an error.
        case oneway
        /// Any number of replies that continue, then a last one.
        case more
        /// One reply, after which the connection speaks another protocol.
        case upgrade
    }

    /// The method's full name, `io.example.Thing.Method`.
    public var method: String
    /// A JSON object as text; `{}` when the message has none.
    public var parameters: [UInt8]
    /// How it is to be answered.
    public var mode: Mode

    /// Makes a call.
    public init(method: String, parameters: [UInt8] = [], mode: Mode = .single) {
        self.method = method
        self.parameters = parameters.isEmpty ? JSONText.emptyObject : parameters
        self.mode = mode
    }

    /// Reads a call from the text of one message, its NUL already taken off.
    ///
    /// - Throws: `MalformedMessage` for everything that must close the connection: text that is not strict JSON, no
    ///   object, no method, an unknown key without a dot, a flag that is not a boolean, more than one flag set.
    public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(MalformedMessage) {
        var method: String?
        var parameters = JSONText.emptyObject
        var modes: [Mode] = []
        try Envelope.scan(bytes) { scanner, key throws(JSONSyntaxError) in
            if scanner.says("method", key) {
                method = try Envelope.text(&scanner)
            } else if scanner.says("parameters", key) {
                parameters = try Envelope.parameters(&scanner)
            } else if let mode = Self.flag(scanner, key) {
                if try Envelope.flag(&scanner) { modes.append(mode) }
            } else {
                return false
            }
            return true
        }
        guard let method else { throw MalformedMessage("it names no method") }
        guard modes.count <= 1 else { throw MalformedMessage("it sets more than one of oneway, more and upgrade") }
        self.init(method: method, parameters: parameters, mode: modes.first ?? .single)
    }

    /// The same for bytes in an array.
    public init(parsing bytes: [UInt8]) throws(MalformedMessage) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(MalformedMessage) in try CallMessage(parsing: buffer) }
    }

    private static func flag(_ scanner: JSONScanner, _ key: JSONStringSpan) -> Mode? {
        if scanner.says("oneway", key) { return .oneway }
        if scanner.says("more", key) { return .more }
        return scanner.says("upgrade", key) ? .upgrade : nil
    }

    /// The message's bytes with its terminating NUL. Empty parameters and unset flags are left out.
    public func encoded() -> [UInt8] {
        var output = Array("{\"method\":".utf8)
        output.reserveCapacity(method.utf8.count + parameters.count + 48)
        JSONText.append(method, to: &output)
        if !JSONText.isEmptyObject(parameters) {
            output.append(contentsOf: ",\"parameters\":".utf8)
            output.append(contentsOf: parameters)
        }
        switch mode {
        case .single: break
        case .oneway: output.append(contentsOf: ",\"oneway\":true".utf8)
        case .more: output.append(contentsOf: ",\"more\":true".utf8)
        case .upgrade: output.append(contentsOf: ",\"upgrade\":true".utf8)
        }
        output.append(contentsOf: "}\0".utf8)
        return output
    }
}
