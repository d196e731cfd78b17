/// What a service answers: parameters, more to come, or an error.
public struct ReplyMessage: Sendable, Equatable {
    /// A JSON object as text, exactly as it came; `{}` when the message has none.
    public var parameters: [UInt8]
    /// Whether further replies to the same call follow.
    public var continues: Bool
    /// The error's full name, or nil when the call went well.
    public var error: String?

    /// Makes a reply. An error never continues.
    public init(parameters: [UInt8] = [], continues: Bool = false, error: String? = nil) {
        self.parameters = parameters.isEmpty ? JSONText.emptyObject : parameters
        self.continues = continues && error == nil
        self.error = error
    }

    /// The reply that tells an error.
    public init(_ error: VarlinkError) {
        self.init(parameters: error.parameters, error: error.name)
    }

    /// Reads a reply from the text of one message, its NUL already taken off.
    ///
    /// - Throws: `MalformedMessage` as for a call, and for an error that continues.
    public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(MalformedMessage) {
        var parameters = JSONText.emptyObject
        var continues = false
        var error: String?
        try Envelope.scan(bytes) { scanner, key throws(JSONSyntaxError) in
            if scanner.says("parameters", key) {
                parameters = try Envelope.parameters(&scanner)
            } else if scanner.says("continues", key) {
                continues = try Envelope.flag(&scanner)
            } else if scanner.says("error", key) {
                error = try Envelope.text(&scanner)
            } else {
                return false
            }
            return true
        }
        if continues, error != nil { throw MalformedMessage("an error cannot continue") }
        self.init(parameters: parameters, continues: continues, error: error)
    }

    /// The same for bytes in an array.
    public init(parsing bytes: [UInt8]) throws(MalformedMessage) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(MalformedMessage) in try ReplyMessage(parsing: buffer)
        }
    }

    /// The message's bytes with its terminating NUL. Empty parameters and `continues: false` are left out.
    public func encoded() -> [UInt8] {
        var output: [UInt8] = [UInt8(ascii: "{")]
        output.reserveCapacity(parameters.count + 64)
        if let error {
            output.append(contentsOf: "\"error\":".utf8)
            JSONText.append(error, to: &output)
        }
        if !JSONText.isEmptyObject(parameters) {
            output.append(contentsOf: error == nil ? "\"parameters\":".utf8 : ",\"parameters\":".utf8)
            output.append(contentsOf: parameters)
        }
        if continues {
            output.append(contentsOf: output.count == 1 ? "\"continues\":true".utf8 : ",\"continues\":true".utf8)
        }
        output.append(contentsOf: "}\0".utf8)
        return output
    }
}
