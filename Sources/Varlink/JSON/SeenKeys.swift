/// The names that an object has shown so far.
///
/// A few names are compared one by one; an object of many, which only an attacker or a large map sends, goes through a
/// hashed set, so that a megabyte of short names costs no more than any other megabyte.
struct SeenKeys {
    private static let fewKeys = 16

    private var few: [JSONStringSpan] = []
    private var many: Set<[UInt8]> = []

    /// Remembers a name; false when it was there before, escapes undone.
    mutating func insert(_ key: JSONStringSpan, in scanner: JSONScanner) -> Bool {
        guard many.isEmpty else { return many.insert(scanner.unescaped(key)).inserted }
        for other in few where Self.same(other, key, scanner) { return false }
        few.append(key)
        if few.count > Self.fewKeys { many = Set(few.map(scanner.unescaped)) }
        return true
    }

    private static func same(_ one: JSONStringSpan, _ other: JSONStringSpan, _ scanner: JSONScanner) -> Bool {
        if one.hasEscapes || other.hasEscapes { return scanner.unescaped(one) == scanner.unescaped(other) }
        return scanner.bytes[one.start..<one.end].elementsEqual(scanner.bytes[other.start..<other.end])
    }
}
