internal import HabitKit

/// Entries as RFC 4180 has them: quoted where needed, lines ended by CR LF.
enum EntryCSV {
    static let header = "id,habit,kind,at,amount,unit,attributes,note,day\r\n"

    static func append(_ entry: Control.Entry, to bytes: inout [UInt8]) {
        add(
            [
                entry.id, entry.habit, entry.kind, entry.at, EntryJSON.number(entry.amount), entry.unit,
                text(of: entry.attributes), entry.note ?? "", entry.day ?? "",
            ], to: &bytes)
    }

    /// What a day asked, as a row among the entries: its target is the amount.
    static func append(_ plan: Control.Plan, to bytes: inout [UInt8]) {
        var attributes = ["period": plan.period]
        attributes["mode"] = plan.mode
        add(
            [
                "", plan.habit, "plan", plan.day, plan.target.map(EntryJSON.number) ?? "", "", text(of: attributes), "",
                "",
            ], to: &bytes)
    }

    private static func add(_ fields: [String], to bytes: inout [UInt8]) {
        bytes += fields.map(field).joined(separator: ",").utf8
        bytes += [0x0d, 0x0a]
    }

    /// `area=back;pressure=6`, with a backslash before what would be taken for a sign of ours.
    private static func text(of attributes: [String: String]) -> String {
        attributes.sorted { $0.key < $1.key }.map { "\(escaped($0.key))=\(escaped($0.value))" }
            .joined(separator: ";")
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            if ["\\", ";", "="].contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
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
