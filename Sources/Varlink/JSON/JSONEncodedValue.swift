/// A value on its way into JSON text.
enum JSONEncodedValue {
    case null
    case bool(Bool)
    /// As JSON writes it.
    case number(String)
    case string(String)
    case array(JSONEncodedElements)
    case object(JSONEncodedMembers)
    /// What an encoder that was handed out will have taken in by the time of printing.
    case deferred(JSONEncoding)

    static func number(_ value: some FixedWidthInteger) -> JSONEncodedValue { .number("\(value)") }

    /// - Throws: `EncodingError` for NaN and infinity, which JSON cannot say.
    static func number<T: BinaryFloatingPoint & CustomStringConvertible>(
        _ value: T, _ trail: JSONTrail?
    ) throws -> JSONEncodedValue {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: trail?.path ?? [], debugDescription: "\(value) is not a number in JSON"))
        }
        // The shortest text that reads back as the same number, whole numbers without a fraction.
        let text = value.description
        return .number(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    /// Prints the value; the members of objects come in the order of their names, so that the same value always has
    /// the same bytes.
    func print(to output: inout [UInt8]) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let text): output.append(contentsOf: text.utf8)
        case .string(let text): JSONText.append(text, to: &output)
        case .array(let elements): elements.print(to: &output)
        case .object(let members): members.print(to: &output)
        case .deferred(let encoding): (encoding.value ?? .object(JSONEncodedMembers())).print(to: &output)
        }
    }
}

/// A list that grows while it is encoded.
final class JSONEncodedElements {
    var values: [JSONEncodedValue] = []

    func print(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            value.print(to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }
}

/// An object that grows while it is encoded.
final class JSONEncodedMembers {
    var values: [String: JSONEncodedValue] = [:]

    func print(to output: inout [UInt8]) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in values.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            JSONText.append(member.key, to: &output)
            output.append(UInt8(ascii: ":"))
            member.value.print(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}
