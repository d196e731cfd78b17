internal import HabitKit

/// The log of the habitctl written in Rust: date, habit and `y`, `n` or `s`, parted by tabs; an empty line between days.
enum HabitctlLog {
    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        DayLog.read(bytes, name: name, place, into: sink) { text throws(ImportRefusal) in
            if text.trimmingBlanks().isEmpty || text.hasPrefix("#") { return nil }
            let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
            guard fields.count == 3, !fields[1].isEmpty else {
                throw ImportRefusal("it is not a date, a habit and y, n or s with tabs between them")
            }
            guard let date = LocalDate(text: fields[0]) else {
                throw ImportRefusal("\(ImportCheck.quoted(fields[0])) is no date like 2025-01-15")
            }
            return DayLog.Day(date: date, habit: fields[1], letter: fields[2])
        }
    }
}
