internal import FoundationEssentials

/// Values into JSON text, the way Varlink wants it.
package enum JSONText {
    /// The parameters of a message that has none.
    package static let emptyObject: [UInt8] = Array("{}".utf8)

    /// Encodes a value as a JSON object. Absent optionals leave no key behind; NaN and infinity are refused.
    ///
    /// - Throws: `EncodingError`, also when the value encodes to something else than an object.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        // Sorted, so that the same reply always has the same bytes.
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let bytes = [UInt8](try encoder.encode(value))
        guard bytes.first == UInt8(ascii: "{") else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "Varlink parameters must encode to an object."))
        }
        return bytes
    }

    /// Decodes a value out of a JSON object.
    package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Whether the bytes hold an object without members, which a message leaves out.
    package static func isEmptyObject(_ bytes: some Collection<UInt8>) -> Bool {
        guard bytes.count <= 64 else { return false }
        let inked = bytes.filter { $0 > 0x20 }
        return inked.isEmpty || inked.elementsEqual(emptyObject)
    }

    /// Appends a string with its quotes, escaping only what must be escaped.
    package static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                output.append(UInt8(ascii: "\\"))
                output.append(byte)
            case 0..<0x20:
                output.append(contentsOf: "\\u00".utf8)
                output.append(hexDigits[Int(byte >> 4)])
                output.append(hexDigits[Int(byte & 0xF)])
            default:
                output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
