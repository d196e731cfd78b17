internal import HabitKit

/// Logs with one line a habit and day, `y`, `n` or `s`: of several lines for the same day the last one counts.
struct DayLog {
    private var lines: [ImportedLine] = []
    private var places: [String: Int] = [:]

    struct Day {
        var date: LocalDate
        var habit: String
        var letter: String
        var amount: Double?
        var note: String?
    }

    /// Tells every line of a log that `day` takes; nil of it means that the line says nothing.
    static func read(
        _ bytes: [UInt8], name: String, _ place: ImportPlace, into sink: ImportSink,
        day: (String) throws(ImportRefusal) -> Day?
    ) {
        var log = DayLog()
        for (number, line) in TextLines(bytes: bytes) {
            let position = "\(name):\(number)"
            do throws(ImportRefusal) {
                guard let text = TextLines.text(line) else { throw ImportRefusal(TextLines.notText) }
                if let day = try day(text) { log.add(day, position, place) }
            } catch {
                log.lines.append(ImportedLine(place: position, content: .problem(error.reason)))
            }
        }
        for line in log.lines { sink(line) }
    }

    private mutating func add(_ day: Day, _ position: String, _ place: ImportPlace) {
        let line = ImportedLine(place: position, content: Self.content(day, place))
        let key = day.date.text + day.habit
        if let index = places[key] {
            lines[index] = line
        } else {
            places[key] = lines.count
            lines.append(line)
        }
    }

    private static func content(_ day: Day, _ place: ImportPlace) -> ImportedLine.Content {
        var entry = ForeignEntry(
            name: day.habit, at: place.noon(of: day.date), amount: day.amount, note: day.note, day: day.date.text)
        switch day.letter.lowercased() {
        case "y": return .entry(entry)
        case "n": return .nothing
        case "s":
            entry.kind = "skipped"
            return .entry(entry)
        default: return .problem("it says \(ImportCheck.quoted(day.letter)), which is none of y, n and s")
        }
    }
}
