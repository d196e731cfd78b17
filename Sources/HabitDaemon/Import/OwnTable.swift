internal import HabitKit

/// CSV: what `habitctl export csv` writes, and plain tables of people's own with a heading: at least a date and a habit;
/// an amount, a unit, a kind and a note where they are wanted.
enum OwnTable {
    private static let known: Set<String> = [
        "id", "habit", "kind", "at", "date", "time", "amount", "value", "unit", "attributes", "note", "comment", "day",
    ]

    /// Whether a heading is one that this reader takes.
    static func fits(_ columns: CSVColumns) -> Bool {
        columns.has("habit") && columns.has("at", "date")
    }

    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        let separator = UInt8(ascii: isSemicolons(bytes) ? ";" : ",")
        var rows = CSVRows(bytes: bytes, separator: separator).makeIterator()
        guard let heading = rows.next() else { return }
        let columns = CSVColumns(heading)
        func tell(_ line: Int, _ content: ImportedLine.Content) {
            sink(ImportedLine(place: "\(name):\(line)", content: content))
        }
        guard heading.problem == nil, fits(columns) else {
            let problem = "the first line must name the columns, at least date and habit"
            return tell(heading.line, .problem(heading.problem ?? problem))
        }
        for unknown in columns.names where !unknown.isEmpty && !known.contains(unknown.lowercased()) {
            let names = "date, time, habit, amount, unit, kind, note"
            tell(heading.line, .problem("the column \(ImportCheck.quoted(unknown)) is not known; known are \(names)"))
        }
        while let row = rows.next() { tell(row.line, content(row, columns, place)) }
    }

    /// Spreadsheets of countries that write 1,5 part their fields by semicolons.
    private static func isSemicolons(_ bytes: [UInt8]) -> Bool {
        let heading = bytes.prefix { $0 != 0x0a }
        return heading.contains(UInt8(ascii: ";")) && !heading.contains(UInt8(ascii: ","))
    }

    private static func content(
        _ row: CSVRows.Row, _ columns: CSVColumns, _ place: ImportPlace
    ) -> ImportedLine.Content {
        if let problem = row.problem { return .problem(problem) }
        guard row.fields.count <= columns.names.count else {
            return .problem("it has \(row.fields.count) fields, and the first line names \(columns.names.count)")
        }
        do throws(ImportRefusal) {
            let attributes = try AttributeText.read(columns.raw(row, "attributes") ?? "")
            guard let habit = columns.text(row, "habit") else { throw ImportRefusal("it names no habit") }
            if columns.text(row, "kind") == "plan" { return .plan(try plan(habit, row, columns, attributes)) }
            return .entry(try entry(habit, row, columns, attributes, place))
        } catch {
            return .problem(error.reason)
        }
    }

    private static func entry(
        _ habit: String, _ row: CSVRows.Row, _ columns: CSVColumns, _ attributes: [String: String],
        _ place: ImportPlace
    ) throws(ImportRefusal) -> ForeignEntry {
        var entry = ForeignEntry(name: habit, at: "", attributes: attributes)
        entry.id = columns.text(row, "id")
        entry.kind = columns.text(row, "kind")?.lowercased() ?? "done"
        entry.note = columns.raw(row, "note", "comment")
        (entry.at, entry.day) = try time(columns.text(row, "at", "date"), columns.text(row, "time"), place)
        entry.day = columns.text(row, "day") ?? entry.day
        entry.unit = columns.text(row, "unit")
        guard let amount = columns.text(row, "amount", "value") else { return entry }
        (entry.amount, entry.unit) = try Self.amount(amount, entry.unit)
        return entry
    }

    /// `250`, `1,5`, or `250ml` where no column gives the unit.
    private static func amount(_ text: String, _ unit: String?) throws(ImportRefusal) -> (Double, String?) {
        if let number = Double(text) ?? NumberText.parse(text) { return (number, unit) }
        guard unit == nil, let quantity = try? Quantity(parsing: text) else {
            throw ImportRefusal("\(ImportCheck.quoted(text)) is no amount")
        }
        return (quantity.amount, quantity.unit.symbol)
    }

    /// A date alone is noon of that day.
    private static func time(
        _ date: String?, _ time: String?, _ place: ImportPlace
    ) throws(ImportRefusal) -> (at: String, day: String?) {
        guard let date else { throw ImportRefusal("it has no date") }
        if time == nil, let day = LocalDate(text: date) { return (place.noon(of: day), day.text) }
        let text = time.map { "\(date) \($0)" } ?? date
        guard let reading = ISO8601.parse(text) else {
            throw ImportRefusal(
                "\(ImportCheck.quoted(text)) is no date like 2026-11-24, with a time like 15:40 or none")
        }
        return (place.time(reading), nil)
    }

    private static func plan(
        _ habit: String, _ row: CSVRows.Row, _ columns: CSVColumns, _ attributes: [String: String]
    ) throws(ImportRefusal) -> Control.Plan {
        var target: Double?
        if let text = columns.text(row, "amount", "value") {
            guard let number = Double(text) else {
                throw ImportRefusal("the target \(ImportCheck.quoted(text)) is no number")
            }
            target = number
        }
        return Control.Plan(
            habit: habit, day: columns.text(row, "at", "date") ?? "", target: target,
            period: attributes["period"] ?? "", mode: attributes["mode"])
    }
}

/// Attributes in one field: `area=back;pressure=6`, a backslash before what is meant as it stands.
enum AttributeText {
    static func read(_ text: String) throws(ImportRefusal) -> [String: String] {
        var attributes: [String: String] = [:]
        var parts = [""]
        func take() throws(ImportRefusal) {
            defer { parts = [""] }
            guard parts != [""] else { return }
            guard parts.count == 2 else {
                throw ImportRefusal("its attributes are not written like area=back;pressure=6")
            }
            attributes[parts[0]] = parts[1]
        }
        var isEscaped = false
        // By scalars: a mark that joins what stands before it must not hide it.
        for scalar in text.unicodeScalars {
            if isEscaped || !["\\", ";", "="].contains(scalar) {
                parts[parts.count - 1].unicodeScalars.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == ";" {
                try take()
            } else {
                parts.append("")
            }
        }
        try take()
        return attributes
    }
}
