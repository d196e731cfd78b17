internal import HabitKit
internal import Varlink

/// An entry as a JSON object on one line, its fields in the interface's order.
enum EntryJSON {
    static func append(_ entry: Control.Entry, to bytes: inout [UInt8]) {
        string("{\"id\":", entry.id, &bytes)
        string(",\"habit\":", entry.habit, &bytes)
        string(",\"kind\":", entry.kind, &bytes)
        string(",\"at\":", entry.at, &bytes)
        bytes += ",\"amount\":\(number(entry.amount))".utf8
        string(",\"unit\":", entry.unit, &bytes)
        bytes += ",\"attributes\":{".utf8
        for (index, (key, value)) in entry.attributes.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONText.append(key, to: &bytes)
            string(":", value, &bytes)
        }
        bytes += "},\"note\":".utf8
        if let note = entry.note { JSONText.append(note, to: &bytes) } else { bytes += "null".utf8 }
        if let day = entry.day { string(",\"day\":", day, &bytes) }
        bytes.append(UInt8(ascii: "}"))
    }

    /// What a day asked: `{"plan":{…}}`.
    static func append(_ plan: Control.Plan, to bytes: inout [UInt8]) {
        string("{\"plan\":{\"habit\":", plan.habit, &bytes)
        string(",\"day\":", plan.day, &bytes)
        bytes += ",\"target\":\(plan.target.map(number) ?? "null")".utf8
        string(",\"period\":", plan.period, &bytes)
        if let mode = plan.mode { string(",\"mode\":", mode, &bytes) }
        bytes += "}}".utf8
    }

    private static func string(_ key: String, _ value: String, _ bytes: inout [UInt8]) {
        bytes += key.utf8
        JSONText.append(value, to: &bytes)
    }

    /// Every digit that is needed to read the same number back; whole ones without a point.
    static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
