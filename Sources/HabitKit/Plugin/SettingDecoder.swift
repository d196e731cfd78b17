/// Makes a plugin's typed `Settings` from checked values.
///
/// Durations decode as `Duration` or a number of seconds, quantities as ``Quantity`` or a number in the spec's unit
/// (those of time as `Duration` too), words as `String` or an enum of strings, lists as arrays of either. A key of `Settings` that the manifest does not declare is an error of
/// the plugin, told by name.
public struct SettingDecoder {
    private let table: SettingTable
    private let specs: [String: SettingSpec]

    public init(_ table: SettingTable, specs: [SettingSpec]) {
        self.table = table
        self.specs = Dictionary(specs.map { ($0.key, $0) }) { first, _ in first }
    }

    /// The typed settings.
    ///
    /// - Throws: `DecodingError` where the type asks for what the manifest does not declare.
    public func decode<T: Decodable>(_ type: T.Type) throws -> T {
        // A plugin whose settings are known only at run time takes the table as it is.
        if let table = table as? T { return table }
        return try T(from: TableDecoder(table: table, specs: specs, codingPath: []))
    }
}

/// The whole table, read by key.
private struct TableDecoder: Decoder {
    let table: SettingTable
    let specs: [String: SettingSpec]
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(TableContainer<Key>(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.typeMismatch(
            [Any].self, .init(codingPath: codingPath, debugDescription: "settings are read by key"))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        throw DecodingError.typeMismatch(
            String.self, .init(codingPath: codingPath, debugDescription: "settings are read by key"))
    }
}

private struct TableContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: TableDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { decoder.table.keys.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { decoder.table[key.stringValue] != nil }
    func decodeNil(forKey key: Key) -> Bool { !contains(key) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        guard let value = decoder.table[key.stringValue] else {
            throw DecodingError.keyNotFound(
                key,
                .init(codingPath: codingPath, debugDescription: "the manifest declares no setting “\(key.stringValue)”")
            )
        }
        if case .number(let number) = value, let unit = unit(of: key) {
            if let quantity = Quantity(amount: number, unit: unit) as? T { return quantity }
            let seconds = unit.dimension == .time ? number * unit.scale : .nan
            if seconds.isFinite, let duration = Duration.microseconds(Int64((seconds * 1_000_000).rounded())) as? T {
                return duration
            }
        }
        return try T(from: ValueDecoder(value: value, codingPath: codingPath + [key]))
    }

    /// What a number stands for; nil where it is only a number.
    private func unit(of key: Key) -> Unit? {
        switch decoder.specs[key.stringValue]?.kind {
        case .duration: .seconds
        case .quantity(let unit, _): unit
        default: nil
        }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw DecodingError.typeMismatch(
            [String: Any].self, .init(codingPath: codingPath + [key], debugDescription: "a setting is one value"))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ValueDecoder(value: decoder.table[key.stringValue] ?? .list([]), codingPath: codingPath + [key])
            .unkeyedContainer()
    }

    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
}
