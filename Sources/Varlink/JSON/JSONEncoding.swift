/// Takes a type's values in and prints them as JSON, the counterpart of `JSONDecoding`.
final class JSONEncoding: Encoder {
    let trail: JSONTrail?
    private(set) var value: JSONEncodedValue?
    var codingPath: [any CodingKey] { trail?.path ?? [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ trail: JSONTrail? = nil) {
        self.trail = trail
    }

    /// What a value says of itself; a value that says nothing is an empty object.
    static func value(of value: some Encodable, _ trail: JSONTrail? = nil) throws -> JSONEncodedValue {
        let encoding = JSONEncoding(trail)
        try value.encode(to: encoding)
        return encoding.value ?? .object(JSONEncodedMembers())
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONMembersEncoding<Key>(members: members(), trail: trail))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        JSONElementsEncoding(elements: elements(), trail: trail)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    private func members() -> JSONEncodedMembers {
        if case .object(let members) = value { return members }
        let members = JSONEncodedMembers()
        value = .object(members)
        return members
    }

    private func elements() -> JSONEncodedElements {
        if case .array(let elements) = value { return elements }
        let elements = JSONEncodedElements()
        value = .array(elements)
        return elements
    }
}

extension JSONEncoding: SingleValueEncodingContainer {
    func encodeNil() { value = .null }
    func encode(_ value: Bool) { self.value = .bool(value) }
    func encode(_ value: String) { self.value = .string(value) }
    func encode(_ value: Double) throws { self.value = try .number(value, trail) }
    func encode(_ value: Float) throws { self.value = try .number(value, trail) }
    func encode(_ value: Int) { self.value = .number(value) }
    func encode(_ value: Int8) { self.value = .number(value) }
    func encode(_ value: Int16) { self.value = .number(value) }
    func encode(_ value: Int32) { self.value = .number(value) }
    func encode(_ value: Int64) { self.value = .number(value) }
    func encode(_ value: UInt) { self.value = .number(value) }
    func encode(_ value: UInt8) { self.value = .number(value) }
    func encode(_ value: UInt16) { self.value = .number(value) }
    func encode(_ value: UInt32) { self.value = .number(value) }
    func encode(_ value: UInt64) { self.value = .number(value) }
    func encode<T: Encodable>(_ value: T) throws { self.value = try Self.value(of: value, trail) }
}

/// The members of an object, in whatever order they come.
private struct JSONMembersEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let members: JSONEncodedMembers
    let trail: JSONTrail?
    var codingPath: [any CodingKey] { trail?.path ?? [] }

    func encodeNil(forKey key: Key) { members.values[key.stringValue] = .null }
    func encode(_ value: Bool, forKey key: Key) { members.values[key.stringValue] = .bool(value) }
    func encode(_ value: String, forKey key: Key) { members.values[key.stringValue] = .string(value) }
    func encode(_ value: Int, forKey key: Key) { members.values[key.stringValue] = .number(value) }

    func encode(_ value: Double, forKey key: Key) throws {
        members.values[key.stringValue] = try .number(value, JSONTrail(trail, key))
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        members.values[key.stringValue] = try JSONEncoding.value(of: value, JSONTrail(trail, key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        let nested = JSONEncodedMembers()
        members.values[key.stringValue] = .object(nested)
        return KeyedEncodingContainer(JSONMembersEncoding<Nested>(members: nested, trail: JSONTrail(trail, key)))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        let nested = JSONEncodedElements()
        members.values[key.stringValue] = .array(nested)
        return JSONElementsEncoding(elements: nested, trail: JSONTrail(trail, key))
    }

    func superEncoder() -> any Encoder { deferred(JSONKey(stringValue: "super")) }
    func superEncoder(forKey key: Key) -> any Encoder { deferred(key) }

    private func deferred(_ key: any CodingKey) -> JSONEncoding {
        let encoding = JSONEncoding(JSONTrail(trail, key))
        members.values[key.stringValue] = .deferred(encoding)
        return encoding
    }
}

/// The elements of a list.
private struct JSONElementsEncoding: UnkeyedEncodingContainer {
    let elements: JSONEncodedElements
    let trail: JSONTrail?
    var codingPath: [any CodingKey] { trail?.path ?? [] }
    var count: Int { elements.values.count }
    private var next: JSONTrail { JSONTrail(trail, JSONKey(index: count)) }

    init(elements: JSONEncodedElements, trail: JSONTrail?) {
        self.elements = elements
        self.trail = trail
    }

    func encodeNil() { elements.values.append(.null) }

    func encode<T: Encodable>(_ value: T) throws {
        elements.values.append(try JSONEncoding.value(of: value, next))
    }

    func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let (nested, trail) = (JSONEncodedMembers(), next)
        elements.values.append(.object(nested))
        return KeyedEncodingContainer(JSONMembersEncoding<Key>(members: nested, trail: trail))
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        let (nested, trail) = (JSONEncodedElements(), next)
        elements.values.append(.array(nested))
        return JSONElementsEncoding(elements: nested, trail: trail)
    }

    func superEncoder() -> any Encoder {
        let encoding = JSONEncoding(next)
        elements.values.append(.deferred(encoding))
        return encoding
    }
}
