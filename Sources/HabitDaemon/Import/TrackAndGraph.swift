internal import HabitKit

/// Track & Graph: `FeatureName,Timestamp,Value,Label,Note`, times with their offset, durations as `h:mm:ss`.
enum TrackAndGraph {
    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        let table = CSVTable(bytes: bytes, name: name, needs: ["FeatureName", "Timestamp", "Value"])
        table.read(into: sink) { row, columns throws(ImportRefusal) in .entry(try entry(row, columns, place)) }
    }

    private static func entry(
        _ row: CSVRows.Row, _ columns: CSVColumns, _ place: ImportPlace
    ) throws(ImportRefusal) -> ForeignEntry {
        guard let feature = columns.text(row, "featurename") else { throw ImportRefusal("it names no feature") }
        let time = columns.text(row, "timestamp") ?? ""
        // A zone's name may follow: 2021-02-05T19:14:49+01:00[Europe/Berlin].
        guard let reading = ISO8601.parse(time.prefix { $0 != "[" }) else {
            throw ImportRefusal("\(ImportCheck.quoted(time)) is no time like 2021-02-05T19:14:49+01:00")
        }
        var entry = ForeignEntry(name: feature, at: place.time(reading), note: columns.raw(row, "note"))
        let value = columns.text(row, "value") ?? ""
        guard let (amount, unit, label) = read(value) else {
            throw ImportRefusal("\(ImportCheck.quoted(value)) is no number and no duration like 0:25:00")
        }
        (entry.amount, entry.unit) = (amount, unit)
        if let label = columns.text(row, "label") ?? label { entry.attributes["label"] = label }
        return entry
    }

    /// `2.5`, `0:25:00` in minutes, or `3:Good` as older versions write a choice.
    private static func read(_ text: String) -> (amount: Double, unit: String?, label: String?)? {
        if let number = Double(text) { return number.isFinite && number >= 0 ? (number, nil, nil) : nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
        if parts.count == 3, numbers.count == 3, numbers.allSatisfy({ $0 >= 0 }), numbers[1] < 60, numbers[2] < 60,
            numbers[0] < 100_000
        {
            let seconds = numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
            return (Double(seconds) / 60, HabitKit.Unit.minutes.symbol, nil)
        }
        guard let colon = text.firstIndex(of: ":"), let number = Double(text[..<colon]), number.isFinite, number >= 0
        else { return nil }
        return (number, nil, String(text[text.index(after: colon)...]))
    }
}
