internal import HabitKit

/// harsh's log: `2025-01-15 : Habit Name : y : a comment : 2.5`, three to five fields parted by “ : ”.
/// A later line for the same day and habit takes the place of an earlier one.
enum HarshLog {
    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        DayLog.read(bytes, name: name, place, into: sink) { text throws(ImportRefusal) in
            let inked = text.trimmingBlanks()
            if inked.isEmpty || inked.hasPrefix("#") || inked.hasPrefix("!") { return nil }
            return try day(inked)
        }
    }

    private static func day(_ text: String) throws(ImportRefusal) -> DayLog.Day {
        // A line may end with an empty comment, whose blank an editor has taken away.
        let fields = (text + " ").split(separator: " : ", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
        guard (3...5).contains(fields.count) else {
            throw ImportRefusal("it is not written like  2025-01-15 : Habit : y : comment : amount")
        }
        guard let date = LocalDate(text: fields[0]) else {
            throw ImportRefusal("\(ImportCheck.quoted(fields[0])) is no date like 2025-01-15")
        }
        guard !fields[1].isEmpty else { throw ImportRefusal("it names no habit") }
        var day = DayLog.Day(date: date, habit: fields[1], letter: fields[2])
        if fields.count > 3, !fields[3].isEmpty { day.note = fields[3] }
        if fields.count > 4, !fields[4].isEmpty {
            guard let amount = Double(fields[4]), amount.isFinite, amount >= 0 else {
                throw ImportRefusal("\(ImportCheck.quoted(fields[4])) is no amount")
            }
            // harsh writes 0 where nothing was typed.
            if amount > 0 { day.amount = amount }
        }
        return day
    }
}
