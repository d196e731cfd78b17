/// A value that does not fit its declaration: the path to it, outermost name first, and why.
package struct InterfaceMismatch: Error, Sendable, Equatable {
    /// `entry.amount` or `habits[2].id`; the first part is a parameter's name.
    package let path: String
    package let problem: String

    func inside(_ outer: String) -> InterfaceMismatch {
        let joint = path.isEmpty || path.hasPrefix("[") ? "" : "."
        return InterfaceMismatch(path: outer + joint + path, problem: problem)
    }
}

extension VarlinkInterface {
    /// Checks a call's parameters against the declaration.
    ///
    /// - Returns: the parameters, with integers that came as decimal strings turned into numbers.
    /// - Throws: `InterfaceMismatch` for an unknown or missing field or a wrong type.
    package func check(
        input parameters: [UInt8], of method: InterfaceMethod
    ) throws(InterfaceMismatch) -> [UInt8] {
        try check(parameters, against: method.input)
    }

    /// Checks a reply's parameters, so that nothing undeclared is ever sent.
    package func check(output parameters: [UInt8], of method: InterfaceMethod) throws(InterfaceMismatch) {
        _ = try check(parameters, against: method.output)
    }

    /// Checks a JSON object against fields; see `check(input:of:)`.
    package func check(_ text: [UInt8], against fields: [InterfaceField]) throws(InterfaceMismatch) -> [UInt8] {
        if fields.isEmpty, JSONText.isEmptyObject(text) { return text }
        let quotes = try text.withUnsafeBufferPointer { buffer throws(InterfaceMismatch) in
            var check = InterfaceCheck(interface: self, scanner: JSONScanner(buffer))
            check.scanner.skipWhitespace()
            try check.structure(fields)
            return check.superfluousQuotes
        }
        guard !quotes.isEmpty else { return text }
        var result = text
        for index in quotes.reversed() { result.remove(at: index) }
        return result
    }
}

/// Walks a JSON text beside the type that it should have. The text has passed the strict scanner as a whole or is
/// refused here.
struct InterfaceCheck {
    let interface: VarlinkInterface
    var scanner: JSONScanner
    /// Where integers came in quotes.
    var superfluousQuotes: [Int] = []

    init(interface: VarlinkInterface, scanner: JSONScanner) {
        self.interface = interface
        self.scanner = scanner
    }

    private func mismatch(_ problem: String) -> InterfaceMismatch {
        InterfaceMismatch(path: "", problem: problem)
    }

    /// Lets the scanner move on; what it refuses is a mismatch like any other.
    mutating func scan<R>(
        _ body: (inout JSONScanner) throws(JSONSyntaxError) -> R
    ) throws(InterfaceMismatch) -> R {
        do throws(JSONSyntaxError) {
            return try body(&scanner)
        } catch {
            throw mismatch(error.problem)
        }
    }

    private mutating func expect(_ kind: JSONKind, _ what: String) throws(InterfaceMismatch) {
        guard try scan({ scanner throws(JSONSyntaxError) in try scanner.kind() }) == kind else {
            throw mismatch("expected \(what)")
        }
    }

    mutating func value(_ type: InterfaceType) throws(InterfaceMismatch) {
        switch type {
        case .bool: try plain(.bool, "true or false")
        case .int: try integer()
        case .float: try number()
        case .string: try plain(.string, "a string")
        case .object: try plain(.object, "an object")
        case .any: try anything()
        case .named(let name):
            guard let type = interface.types[name] else { throw mismatch("there is no type \(name)") }
            try value(type)
        case .structure(let fields): try structure(fields)
        case .enumeration(let values): try choice(values)
        case .array(let element): try array(element)
        case .map(let element): try map(element)
        case .optional(let wrapped): if try !takeNull() { try value(wrapped) }
        }
    }

    private mutating func plain(_ kind: JSONKind, _ what: String) throws(InterfaceMismatch) {
        try expect(kind, what)
        _ = try scan { scanner throws(JSONSyntaxError) in try scanner.skipValue() }
    }

    private mutating func anything() throws(InterfaceMismatch) {
        let kind = try scan { scanner throws(JSONSyntaxError) in try scanner.skipValue() }
        if kind == .null { throw mismatch("null is not allowed") }
    }

    private mutating func takeNull() throws(InterfaceMismatch) -> Bool {
        guard scanner.peek() == UInt8(ascii: "n") else { return false }
        try scan { scanner throws(JSONSyntaxError) in try scanner.skipWord("null") }
        return true
    }

    /// A number without fraction or exponent in the range of 64 bits, or the same as a decimal string.
    private mutating func integer() throws(InterfaceMismatch) {
        let start = scanner.position
        let text: String
        if scanner.peek() == UInt8(ascii: "\"") {
            let span = try scan { scanner throws(JSONSyntaxError) in try scanner.readString() }
            text = scanner.string(span)
            guard !span.hasEscapes, Self.isDecimal(text) else { throw mismatch("expected an integer") }
            superfluousQuotes += [start, scanner.position - 1]
        } else {
            try expect(.number, "an integer")
            let isInteger = try scan { scanner throws(JSONSyntaxError) in try scanner.skipNumber() }
            guard isInteger else { throw mismatch("expected an integer") }
            text = String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)
        }
        guard Int64(text) != nil else { throw mismatch("beyond 64 bits") }
    }

    /// As JSON writes integers: what is taken out of its quotes must be a number there.
    private static func isDecimal(_ text: String) -> Bool {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
            return false
        }
        return digits.count == 1 || digits.first != UInt8(ascii: "0")
    }

    private mutating func number() throws(InterfaceMismatch) {
        let start = scanner.position
        try plain(.number, "a number")
        let text = String(decoding: scanner.bytes[start..<scanner.position], as: UTF8.self)
        guard let value = Double(text), value.isFinite else { throw mismatch("beyond what a float can hold") }
    }

    private mutating func choice(_ values: [String]) throws(InterfaceMismatch) {
        try expect(.string, "one of \(values.joined(separator: ", "))")
        let span = try scan { scanner throws(JSONSyntaxError) in try scanner.readString() }
        guard values.contains(scanner.string(span)) else {
            throw mismatch("expected one of \(values.joined(separator: ", "))")
        }
    }
}
