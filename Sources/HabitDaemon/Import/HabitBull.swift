internal import HabitKit

/// HabitBull: `HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText`. A value of 0 is a day without.
enum HabitBull {
    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        let table = CSVTable(bytes: bytes, name: name, needs: ["HabitName", "CalendarDate", "Value"])
        table.read(into: sink) { row, columns throws(ImportRefusal) in try content(row, columns, place) }
    }

    private static func content(
        _ row: CSVRows.Row, _ columns: CSVColumns, _ place: ImportPlace
    ) throws(ImportRefusal) -> ImportedLine.Content {
        guard let habit = columns.text(row, "habitname") else { throw ImportRefusal("it names no habit") }
        let text = columns.text(row, "calendardate") ?? ""
        // Some versions write a time behind the date, which is always midnight.
        guard let date = LocalDate(text: text.prefix(10)) else {
            throw ImportRefusal("\(ImportCheck.quoted(text)) is no date like 2025-01-15")
        }
        let value = columns.text(row, "value") ?? ""
        guard let amount = Double(value), amount.isFinite, amount >= 0 else {
            throw ImportRefusal("\(ImportCheck.quoted(value)) is no amount")
        }
        guard amount > 0 else { return .nothing }
        return .entry(
            ForeignEntry(
                name: habit, at: place.noon(of: date), amount: amount == 1 ? nil : amount,
                note: columns.raw(row, "commenttext"), day: date.text))
    }
}
