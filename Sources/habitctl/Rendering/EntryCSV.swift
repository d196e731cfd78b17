internal import HabitKit

/// Entries as RFC 4180 has them: quoted where needed, lines ended by CR LF.
enum EntryCSV {
    static let header = "id,habit,kind,at,amount,unit,attributes,note\r\n"

    static func append(_ entry: Control.Entry, to bytes: inout [UInt8]) {
        let attributes = entry.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: ";")
        let fields = [
            entry.id, entry.habit, entry.kind, entry.at, EntryJSON.number(entry.amount), entry.unit, attributes,
            entry.note ?? "",
        ]
        bytes += fields.map(field).joined(separator: ",").utf8
        bytes += [0x0d, 0x0a]
    }

    static func field(_ text: String) -> String {
        let special: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: ","), 0x0a, 0x0d]
        guard text.utf8.contains(where: special.contains) else { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
