/// A JSON text taken apart, for whoever reads its values by name.
///
/// Numbers stay text until somebody asks for one of a certain type: nothing of them is lost on the way.
indirect enum JSONTree: Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONTree])
    case object([String: JSONTree])

    /// Reads a whole text.
    init(_ text: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) {
        var scanner = JSONScanner(text)
        scanner.skipWhitespace()
        self = try JSONTree(&scanner)
        try scanner.finish()
    }

    private init(_ scanner: inout JSONScanner) throws(JSONSyntaxError) {
        switch try scanner.kind() {
        case .null:
            try scanner.skipWord("null")
            self = .null
        case .bool: self = .bool(try scanner.readBool())
        case .number:
            let start = scanner.position
            try scanner.skipNumber()
            self = .number(String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self))
        case .string: self = .string(scanner.string(try scanner.readString()))
        case .array: self = .array(try Self.elements(&scanner))
        case .object: self = .object(try Self.members(&scanner))
        }
    }

    private static func elements(_ scanner: inout JSONScanner) throws(JSONSyntaxError) -> [JSONTree] {
        var elements = try scanner.openArray()
        var trees: [JSONTree] = []
        while try scanner.nextElement(&elements) { trees.append(try JSONTree(&scanner)) }
        return trees
    }

    private static func members(_ scanner: inout JSONScanner) throws(JSONSyntaxError) -> [String: JSONTree] {
        var members = try scanner.openObject()
        var trees: [String: JSONTree] = [:]
        while let key = try scanner.nextMember(&members) { trees[scanner.string(key)] = try JSONTree(&scanner) }
        return trees
    }

    /// What it is, for a sentence that says what was found.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}

/// The names that lead to a value, outermost first. Built on the way down, read only when something is wrong.
final class JSONTrail: Sendable {
    private let outer: JSONTrail?
    private let key: any CodingKey

    init(_ outer: JSONTrail?, _ key: any CodingKey) {
        self.outer = outer
        self.key = key
    }

    var path: [any CodingKey] { (outer?.path ?? []) + [key] }
}

/// A name, or a place in a list.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }

    init(index: Int) {
        self.init(intValue: index)
    }
}
