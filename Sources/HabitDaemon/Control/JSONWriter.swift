internal import Varlink

/// Writes JSON with its keys in the order they are given, so that a reply reads the same every time.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        nested(key, "{", "}", body)
    }

    mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
        nested(key, "[", "]", body)
    }

    mutating func string(_ key: String? = nil, _ value: String?) {
        begin(key)
        if let value { JSONText.append(value, to: &bytes) } else { bytes += "null".utf8 }
    }

    /// A whole number is written without a fraction; what JSON cannot say is written as null.
    mutating func number(_ key: String, _ value: Double?) {
        begin(key)
        guard let value, value.isFinite else { return bytes += "null".utf8 }
        if let whole = Int64(exactly: value), abs(whole) < 1 << 53 {
            bytes += "\(whole)".utf8
        } else {
            bytes += "\(value)".utf8
        }
    }

    mutating func number(_ key: String, _ value: Int) {
        begin(key)
        bytes += "\(value)".utf8
    }

    mutating func boolean(_ key: String, _ value: Bool) {
        begin(key)
        bytes += (value ? "true" : "false").utf8
    }

    private mutating func nested(_ key: String?, _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void) {
        begin(key)
        bytes += open.utf8
        needsComma = false
        body(&self)
        bytes += close.utf8
        needsComma = true
    }

    private mutating func begin(_ key: String?) {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
        guard let key else { return }
        JSONText.append(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }
}
