/// Values into JSON text, the way Varlink wants it.
package enum JSONText {
    /// The parameters of a message that has none.
    package static let emptyObject: [UInt8] = Array("{}".utf8)

    /// Encodes a value as a JSON object. Absent optionals leave no key behind; NaN and infinity are refused.
    ///
    /// - Throws: `EncodingError`, also when the value encodes to something else than an object.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoded = try JSONEncoding.value(of: value)
        guard case .object(let members) = encoded else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "Varlink parameters must encode to an object."))
        }
        var bytes: [UInt8] = []
        members.print(to: &bytes)
        return bytes
    }

    /// Decodes a value out of a JSON object.
    ///
    /// - Throws: `DecodingError` with the path of what does not fit.
    package static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) throws -> T {
        let tree: JSONTree
        do throws(JSONSyntaxError) {
            tree = try bytes.withUnsafeBufferPointer { text throws(JSONSyntaxError) in try JSONTree(text) }
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "not valid JSON at byte \(error.offset): \(error.problem)"))
        }
        return try T(from: JSONDecoding(tree: tree, trail: nil))
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
            case 0x08...0x0D where byte != 0x0B:
                output.append(UInt8(ascii: "\\"))
                output.append(shortEscapes[Int(byte) - 0x08])
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

    /// The letters of `\b`, `\t`, `\n`, none, `\f` and `\r`.
    private static let shortEscapes = Array("btn-fr".utf8)
    private static let hexDigits = Array("0123456789abcdef".utf8)
}
