/// Reads a type out of a JSON value.
///
/// It takes what Foundation's decoder takes, and keeps a plugin's program and habitctl free of Foundation, which would
/// be most of their size and half of their start.
struct JSONDecoding: Decoder {
    let tree: JSONTree
    let trail: JSONTrail?
    var codingPath: [any CodingKey] { trail?.path ?? [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let members) = tree else { throw mismatch([String: Any].self, "an object") }
        return KeyedDecodingContainer(JSONMembersDecoding<Key>(members: members, trail: trail))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let elements) = tree else { throw mismatch([Any].self, "a list") }
        return JSONElementsDecoding(elements: elements, trail: trail)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// What stands here is not what is wanted.
    func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
        let context = DecodingError.Context(
            codingPath: codingPath, debugDescription: "expected \(wanted), found \(tree.kind)")
        if case .null = tree { return .valueNotFound(type, context) }
        return .typeMismatch(type, context)
    }
}

extension JSONDecoding: SingleValueDecodingContainer {
    func decodeNil() -> Bool {
        if case .null = tree { true } else { false }
    }

    func decode(_ type: Bool.Type) throws -> Bool {
        guard case .bool(let value) = tree else { throw mismatch(type, "true or false") }
        return value
    }

    func decode(_ type: String.Type) throws -> String {
        guard case .string(let text) = tree else { throw mismatch(type, "a string") }
        return text
    }

    func decode(_ type: Double.Type) throws -> Double { try floating(type) }
    func decode(_ type: Float.Type) throws -> Float { try floating(type) }
    func decode(_ type: Int.Type) throws -> Int { try integer(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

    private func floating<T: BinaryFloatingPoint & LosslessStringConvertible>(_ type: T.Type) throws -> T {
        guard case .number(let text) = tree else { throw mismatch(type, "a number") }
        guard let value = T(text), value.isFinite else { throw outOfRange(text) }
        return value
    }

    /// A whole number, also where it is written with a fraction of zero or an exponent.
    private func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
        guard case .number(let text) = tree else { throw mismatch(type, "a whole number") }
        if let value = T(text) ?? Double(text).flatMap(T.init(exactly:)) { return value }
        throw outOfRange(text)
    }

    private func outOfRange(_ text: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: "\(text) is not a number that fits here"))
    }
}

/// The members of an object, read by name.
private struct JSONMembersDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let members: [String: JSONTree]
    let trail: JSONTrail?
    var codingPath: [any CodingKey] { trail?.path ?? [] }
    var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try member(key).decodeNil() }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try member(key).decode(type) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try member(key).decode(type) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try member(key).decode(type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try member(key).decode(type) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try T(from: member(key)) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try named(JSONKey(stringValue: "super")) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }

    private func member(_ key: Key) throws -> JSONDecoding { try named(key) }

    private func named(_ key: any CodingKey) throws -> JSONDecoding {
        guard let tree = members[key.stringValue] else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: "it is missing"))
        }
        return JSONDecoding(tree: tree, trail: JSONTrail(trail, key))
    }
}

/// The elements of a list, one after the other.
private struct JSONElementsDecoding: UnkeyedDecodingContainer {
    let elements: [JSONTree]
    let trail: JSONTrail?
    var currentIndex = 0
    var codingPath: [any CodingKey] { trail?.path ?? [] }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    init(elements: [JSONTree], trail: JSONTrail?) {
        self.elements = elements
        self.trail = trail
    }

    mutating func decodeNil() throws -> Bool {
        guard try element().decodeNil() else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next { try T(from: $0) } }

    mutating func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try next { try $0.container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try $0.unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { try next { $0 } }

    /// What was read is behind us only once it fits.
    private mutating func next<T>(_ read: (JSONDecoding) throws -> T) throws -> T {
        let value = try read(element())
        currentIndex += 1
        return value
    }

    private func element() throws -> JSONDecoding {
        let trail = JSONTrail(trail, JSONKey(index: currentIndex))
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                Any.self,
                .init(codingPath: trail.path, debugDescription: "the list has only \(elements.count) elements")
            )
        }
        return JSONDecoding(tree: elements[currentIndex], trail: trail)
    }
}
