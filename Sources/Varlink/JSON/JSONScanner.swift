/// Why a text is not the JSON that Varlink allows, and at which byte.
package struct JSONSyntaxError: Error, Sendable, Equatable {
    /// The offset of the offending byte, counted from the start of the text.
    package let offset: Int
    package let problem: String
}

/// What kind of value stands at a place in the text.
package enum JSONKind: Sendable, Equatable {
    case object, array, string, number, bool, null
}

/// A string as it stands in the text: the bytes between the quotes, escapes not yet undone.
package struct JSONStringSpan: Sendable {
    package let start: Int
    package let end: Int
    package let hasEscapes: Bool
}

/// A place inside an object.
package struct JSONMembers {
    fileprivate var seen = SeenKeys()
    fileprivate var isFirst = true
}

/// A place inside an array.
package struct JSONElements {
    fileprivate var isFirst = true
}

/// Reads one JSON text and accepts nothing but RFC 8259 with unique keys.
///
/// Foundation's decoder takes duplicate keys and trailing commas; a Varlink peer must not. So every message passes
/// here once, before anything is decoded, and comes out as byte ranges. The scanner never allocates for a value,
/// only one small table an object for the names that it has seen.
package struct JSONScanner {
    /// Deepest nesting that is accepted. Foundation's decoder ends at 512, and what we accept must be decodable.
    package static let depthLimit = 512

    package let bytes: UnsafeBufferPointer<UInt8>
    package var position = 0
    private var depth = 0

    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    package func fail(_ problem: String) -> JSONSyntaxError {
        JSONSyntaxError(offset: position, problem: problem)
    }

    /// The byte at the position, or nil at the end of the text.
    @inline(__always)
    package func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    package mutating func skipWhitespace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            position += 1
        }
    }

    /// Moves past `byte` if it comes next.
    package mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    /// The kind of the value that starts here, judged by its first byte.
    package func kind() throws(JSONSyntaxError) -> JSONKind {
        switch peek() {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): .number
        case nil: throw fail("the text ends where a value is expected")
        default: throw fail("no JSON value starts like this")
        }
    }

    /// Moves past one value of any kind and tells which kind it was.
    @discardableResult
    package mutating func skipValue() throws(JSONSyntaxError) -> JSONKind {
        let kind = try kind()
        switch kind {
        case .object:
            var members = try openObject()
            while try nextMember(&members) != nil { try skipValue() }
        case .array:
            var elements = try openArray()
            while try nextElement(&elements) { try skipValue() }
        case .string: _ = try readString()
        case .number: try skipNumber()
        case .bool: _ = try readBool()
        case .null: try skipWord("null")
        }
        return kind
    }

    /// Moves into an object; `nextMember` then leads through it.
    package mutating func openObject() throws(JSONSyntaxError) -> JSONMembers {
        try enter(UInt8(ascii: "{"), "an object")
        return JSONMembers()
    }

    /// The name of the next member, with the position at its value; nil when the object is done and behind us.
    /// The caller moves past the value before it asks again.
    package mutating func nextMember(_ members: inout JSONMembers) throws(JSONSyntaxError) -> JSONStringSpan? {
        guard try separator(UInt8(ascii: "}"), isFirst: &members.isFirst) else { return nil }
        let key = try readString()
        guard members.seen.insert(key, in: self) else { throw fail("a name stands twice in one object") }
        skipWhitespace()
        guard take(UInt8(ascii: ":")) else { throw fail("a colon is missing after a name") }
        skipWhitespace()
        return key
    }

    /// Moves into an array; `nextElement` then leads through it.
    package mutating func openArray() throws(JSONSyntaxError) -> JSONElements {
        try enter(UInt8(ascii: "["), "an array")
        return JSONElements()
    }

    /// Whether another element follows, with the position at it; false when the array is done and behind us.
    package mutating func nextElement(_ elements: inout JSONElements) throws(JSONSyntaxError) -> Bool {
        try separator(UInt8(ascii: "]"), isFirst: &elements.isFirst)
    }

    /// Takes the closing bracket, or the comma before the next value.
    private mutating func separator(_ end: UInt8, isFirst: inout Bool) throws(JSONSyntaxError) -> Bool {
        skipWhitespace()
        if take(end) {
            depth -= 1
            return false
        }
        if !isFirst {
            guard take(UInt8(ascii: ",")) else { throw fail("a comma or closing bracket is missing") }
            skipWhitespace()
        }
        isFirst = false
        return true
    }

    package mutating func readBool() throws(JSONSyntaxError) -> Bool {
        let value = peek() == UInt8(ascii: "t")
        try skipWord(value ? "true" : "false")
        return value
    }

    /// Moves past a number and tells whether it has neither fraction nor exponent.
    @discardableResult
    package mutating func skipNumber() throws(JSONSyntaxError) -> Bool {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { try skipDigits() }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try skipDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try skipDigits()
        }
        return isInteger
    }

    /// Nothing but white space may follow the value.
    package mutating func finish() throws(JSONSyntaxError) {
        skipWhitespace()
        guard position == bytes.count else { throw fail("something follows the value") }
    }

    private mutating func enter(_ bracket: UInt8, _ what: StaticString) throws(JSONSyntaxError) {
        guard take(bracket) else { throw fail("\(what) is expected") }
        guard depth < Self.depthLimit else { throw fail("nested more than \(Self.depthLimit) deep") }
        depth += 1
    }

    private mutating func skipDigits() throws(JSONSyntaxError) {
        let start = position
        while let byte = peek(), byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw fail("a digit is missing in a number") }
    }

    package mutating func skipWord(_ word: StaticString) throws(JSONSyntaxError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard take(word.utf8Start[index]) else { throw fail("not a JSON word") }
        }
    }
}
