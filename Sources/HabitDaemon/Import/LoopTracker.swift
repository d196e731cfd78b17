internal import HabitKit

/// Loop Habit Tracker: the unpacked folder of CSV files that it exports, or its SQLite backup.
///
/// The files of each habit are read, and not the two that hold all of them: those are not quoted, so that a comma in a
/// habit's name breaks them.
enum LoopTracker {
    /// A habit as Loop describes it.
    struct Habit {
        var name: String
        var isNumerical: Bool
        /// A unit as the user typed it, which may be any word.
        var unit: String
    }

    static func read(_ source: ImportSource, _ place: ImportPlace, into sink: ImportSink) throws(ImportRefusal) {
        switch source {
        case .file(let path, _, let bytes):
            guard bytes.starts(with: "SQLite format 3\0".utf8) else {
                throw ImportRefusal("\(path) is no backup of Loop's; its CSV files are read by their folder")
            }
            try LoopBackup.read(path, place, into: sink)
        case .folder(let path): try readFolder(path, place, into: sink)
        }
    }

    private static func readFolder(
        _ folder: String, _ place: ImportPlace, into sink: ImportSink
    ) throws(ImportRefusal) {
        let names: [String]
        do throws(FileProblem) { names = try FolderNames.read(folder) } catch {
            throw ImportRefusal("\(folder) cannot be read: \(error.reason)")
        }
        let habits = try described(folder)
        // `001 Meditate`: the habit's place in the list, and its name with what no file name may hold taken out.
        let folders = names.filter { $0.prefix(3).allSatisfy(\.isNumber) && $0.dropFirst(3).first == " " }
        guard !folders.isEmpty else { throw ImportRefusal("\(folder) holds no folders of habits, like 001 Meditate") }
        for name in folders {
            let habit =
                habits[String(name.prefix(3))] ?? Habit(name: String(name.dropFirst(4)), isNumerical: false, unit: "")
            try readHabit(habit, folder, name, place, into: sink)
        }
    }

    /// The habits of `Habits.csv`, by their place.
    private static func described(_ folder: String) throws(ImportRefusal) -> [String: Habit] {
        let bytes = try bytes(folder + "/Habits.csv")
        var rows = CSVRows(bytes: bytes).makeIterator()
        guard let heading = rows.next() else { return [:] }
        let columns = CSVColumns(heading)
        var habits: [String: Habit] = [:]
        while let row = rows.next() {
            if let problem = row.problem { throw ImportRefusal("Habits.csv:\(row.line): \(problem)") }
            guard let position = columns.text(row, "position"), let name = columns.text(row, "name") else {
                throw ImportRefusal("Habits.csv:\(row.line): it has no position or no name")
            }
            habits[position] = Habit(
                name: name, isNumerical: columns.text(row, "type") == "NUMERICAL",
                unit: columns.text(row, "unit") ?? "")
        }
        return habits
    }

    private static func readHabit(
        _ habit: Habit, _ folder: String, _ name: String, _ place: ImportPlace, into sink: ImportSink
    ) throws(ImportRefusal) {
        let file = name + "/Checkmarks.csv"
        let bytes = try bytes(folder + "/" + file)
        for row in CSVRows(bytes: bytes) {
            // Older versions write no heading.
            if row[0] == "Date" { continue }
            sink(
                ImportedLine(place: "\(file):\(row.line)") { () throws(ImportRefusal) in
                    try content(row, habit, place)
                })
        }
    }

    private static func content(
        _ row: CSVRows.Row, _ habit: Habit, _ place: ImportPlace
    ) throws(ImportRefusal) -> ImportedLine.Content {
        if let problem = row.problem { throw ImportRefusal(problem) }
        guard let date = LocalDate(text: row[0]) else {
            throw ImportRefusal("\(ImportCheck.quoted(row[0])) is no date like 2025-01-15")
        }
        guard let value = value(row[1]) else {
            throw ImportRefusal("\(ImportCheck.quoted(row[1])) is no value of Loop's, like YES_MANUAL or 1500")
        }
        return try content(value, of: habit, on: date, note: row.fields.count > 2 ? row.fields[2] : "", place)
    }

    /// The words of newer versions and the numbers of older ones.
    private static func value(_ text: String) -> Int? {
        switch text {
        case "YES_MANUAL": 2
        case "YES_AUTO": 1
        case "NO": 0
        case "SKIP": 3
        case "UNKNOWN": -1
        default: Int(text)
        }
    }

    /// What Loop's number for a day says: 2 done, 3 skipped, 1 counted as done though it was not, 0 and -1 not done; for a
    /// habit that is counted, thousandths of its unit.
    static func content(
        _ value: Int, of habit: Habit, on date: LocalDate, note: String, _ place: ImportPlace
    ) throws(ImportRefusal) -> ImportedLine.Content {
        var entry = ForeignEntry(
            name: habit.name, at: place.noon(of: date), note: note.isEmpty ? nil : note, day: date.text)
        switch value {
        case 3:
            entry.kind = "skipped"
            return .entry(entry)
        case -1, 0, 1: return .nothing
        case 2 where !habit.isNumerical: return .entry(entry)
        default:
            guard habit.isNumerical, value > 0 else { throw ImportRefusal("\(value) says neither yes nor no") }
            entry.amount = Double(value) / 1000
            entry.unit = HabitKit.Unit(habit.unit)?.symbol
            return .entry(entry)
        }
    }

    private static func bytes(_ path: String) throws(ImportRefusal) -> [UInt8] {
        do throws(FileProblem) { return try FileBytes.read(path, limit: ImportSource.limit) } catch {
            throw ImportRefusal("\(path) cannot be read: \(error.reason)")
        }
    }
}
