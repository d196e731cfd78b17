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

    mutating func add(_ day: Day, _ where_: String, _ place: ImportPlace) {
        let line = ImportedLine(place: where_, content: Self.content(day, place))
        let key = day.date.text + day.habit
        if let index = places[key] {
            lines[index] = line
        } else {
            places[key] = lines.count
            lines.append(line)
        }
    }

    mutating func add(problem: String, _ where_: String) {
        lines.append(ImportedLine(place: where_, content: .problem(problem)))
    }

    func tell(_ sink: ImportSink) {
        for line in lines { sink(line) }
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
