internal import Foundation
internal import GRDB
internal import HabitKit

/// An entry as a row of the table, and back.
enum EntryRow {
    /// In the order that ``entry(_:)`` reads them.
    static let columns = "seq, id, habit, kind, at, offset, amount, unit, attributes, note"

    static func entry(_ row: Row) -> Entry {
        Entry(
            id: row[1], habit: row[2], kind: kind(row[3]), at: Instant(microseconds: row[4]), offset: row[5],
            amount: row[6], unit: unit(row[7]), attributes: attributes(row[8]), note: row[9])
    }

    /// A kind that only a later version knows is shown as done, rather than hidden.
    static func kind(_ text: String) -> Entry.Kind { Entry.Kind(rawValue: text) ?? .done }

    static func unit(_ text: String) -> HabitKit.Unit { HabitKit.Unit(text) ?? .times }

    /// A JSON object, so that the file can be read without us; nil when there are none, as usual.
    static func text(of attributes: [String: String]) -> String? {
        guard !attributes.isEmpty else { return nil }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(attributes) else { return nil }
        return String(decoding: data, as: UTF8.self)
    }

    private static func attributes(_ text: String?) -> [String: String] {
        guard let text else { return [:] }
        return (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
    }
}

extension [UInt8] {
    /// Bound as a blob, not as text.
    var databaseBlob: Data { Data(self) }
}
