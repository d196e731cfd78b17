extension JSONScanner {
    /// Moves past a string. Control characters, `\u0000`, lone surrogates and bytes that are not UTF-8 are refused.
    package mutating func readString() throws(JSONSyntaxError) -> JSONStringSpan {
        guard take(UInt8(ascii: "\"")) else { throw fail("a string is expected") }
        let start = position
        var hasEscapes = false
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return JSONStringSpan(start: start, end: position - 1, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 1
                _ = try readEscape()
            case 0..<0x20:
                throw fail("a control character stands in a string")
            case 0x20..<0x80:
                position += 1
            default:
                try skipMultibyte(byte)
            }
        }
        throw fail("a string has no end")
    }

    /// The scalar that an escape stands for; the backslash has been taken.
    private mutating func readEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let letter = peek()
        position += 1
        switch letter {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape()
        default: throw fail("no such escape")
        }
    }

    private mutating func readUnicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try readHex4()
        guard first != 0 else { throw fail("\\u0000 is not allowed") }
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            throw fail("half a surrogate pair")
        }
        let second = try readHex4()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fail("half a surrogate pair") }
        return scalar
    }

    private mutating func readHex4() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = peek().flatMap(Self.hexDigit) else { throw fail("four hexadecimal digits are expected") }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Table 3-7 of the Unicode standard: the only well-formed sequences.
    private mutating func skipMultibyte(_ lead: UInt8) throws(JSONSyntaxError) {
        let second: ClosedRange<UInt8>
        let length: Int
        switch lead {
        case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
        case 0xE0: (second, length) = (0xA0...0xBF, 3)
        case 0xED: (second, length) = (0x80...0x9F, 3)
        case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
        case 0xF0: (second, length) = (0x90...0xBF, 4)
        case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
        case 0xF4: (second, length) = (0x80...0x8F, 4)
        default: throw fail("not UTF-8")
        }
        guard position + length <= bytes.count, second.contains(bytes[position + 1]) else { throw fail("not UTF-8") }
        for index in 2..<max(length, 2) where bytes[position + index] & 0xC0 != 0x80 { throw fail("not UTF-8") }
        position += length
    }

    /// Whether the string says exactly `text`, which must be ASCII.
    package func says(_ text: StaticString, _ span: JSONStringSpan) -> Bool {
        if span.hasEscapes { return unescaped(span).elementsEqual(bytesOf(text)) }
        return bytes[span.start..<span.end].elementsEqual(bytesOf(text))
    }

    private func bytesOf(_ text: StaticString) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    }

    /// The UTF-8 bytes that the string stands for. The span must come from this text.
    package func unescaped(_ span: JSONStringSpan) -> [UInt8] {
        guard span.hasEscapes else { return Array(bytes[span.start..<span.end]) }
        var scanner = self
        scanner.position = span.start
        var result: [UInt8] = []
        result.reserveCapacity(span.end - span.start)
        while scanner.position < span.end {
            let byte = bytes[scanner.position]
            scanner.position += 1
            if byte == UInt8(ascii: "\\"), let scalar = try? scanner.readEscape() {
                result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// The string as Swift's own.
    package func string(_ span: JSONStringSpan) -> String {
        if span.hasEscapes { return String(decoding: unescaped(span), as: UTF8.self) }
        return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
    }
}
