internal import HabitKit

/// The log of the habitctl written in Rust: date, habit and `y`, `n` or `s`, parted by tabs; an empty line between days.
enum HabitctlLog {
    static func read(_ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink) {
        var log = DayLog()
        for (number, line) in TextLines(bytes: bytes) {
            let where_ = "\(name):\(number)"
            guard let text = TextLines.text(line) else {
                log.add(problem: TextLines.notText, where_)
                continue
            }
            if text.trimmingBlanks().isEmpty || text.hasPrefix("#") { continue }
            let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
            guard fields.count == 3, !fields[1].isEmpty else {
                log.add(problem: "it is not a date, a habit and y, n or s with tabs between them", where_)
                continue
            }
            guard let date = LocalDate(text: fields[0]) else {
                log.add(problem: "\(ImportCheck.quoted(fields[0])) is no date like 2025-01-15", where_)
                continue
            }
            log.add(DayLog.Day(date: date, habit: fields[1], letter: fields[2]), where_, place)
        }
        log.tell(sink)
    }
}
