/// A message that Varlink gives no way to answer: whoever reads it closes the connection.
public struct MalformedMessage: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, for a log.
    public let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    init(_ error: JSONSyntaxError) {
        self.init("not valid JSON at byte \(error.offset): \(error.problem)")
    }

    /// The same in a sentence.
    public var description: String { "The message is malformed: \(reason)." }
}

/// The members of a message's top level, found in one pass over its text.
struct Envelope {
    /// Walks the members. `read` gets each name, reads its value if it knows the name, and says whether it did. Names
    /// with a dot are a vendor's and skipped.
    static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ read: (inout JSONScanner, JSONStringSpan) throws(JSONSyntaxError) -> Bool
    ) throws(MalformedMessage) {
        var scanner = JSONScanner(bytes)
        do throws(JSONSyntaxError) {
            scanner.skipWhitespace()
            var members = try scanner.openObject()
            while let key = try scanner.nextMember(&members) {
                if try read(&scanner, key) { continue }
                let name = scanner.string(key)
                guard name.utf8.contains(UInt8(ascii: ".")) else { throw scanner.fail("unknown key \"\(name)\"") }
                try scanner.skipValue()
            }
            try scanner.finish()
        } catch {
            throw MalformedMessage(error)
        }
    }

    /// Reads `parameters`: an object, or null for none.
    static func parameters(_ scanner: inout JSONScanner) throws(JSONSyntaxError) -> [UInt8] {
        let start = scanner.position
        switch try scanner.kind() {
        case .object: try scanner.skipValue()
        case .null:
            try scanner.skipValue()
            return JSONText.emptyObject
        default: throw scanner.fail("parameters is not an object")
        }
        let text = scanner.bytes[start..<scanner.position]
        return JSONText.isEmptyObject(text) ? JSONText.emptyObject : Array(text)
    }

    static func flag(_ scanner: inout JSONScanner) throws(JSONSyntaxError) -> Bool {
        guard try scanner.kind() == .bool else { throw scanner.fail("a flag is not true or false") }
        return try scanner.readBool()
    }

    static func text(_ scanner: inout JSONScanner) throws(JSONSyntaxError) -> String {
        guard try scanner.kind() == .string else { throw scanner.fail("a name is not a string") }
        return scanner.string(try scanner.readString())
    }
}
