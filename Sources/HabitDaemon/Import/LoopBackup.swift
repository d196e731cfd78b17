internal import GRDB
internal import HabitKit

/// Loop's SQLite backup: `Habits`, and `Repetitions` with a time in milliseconds at midnight UTC of the day that is meant.
enum LoopBackup {
    static func read(_ path: String, _ place: ImportPlace, into sink: ImportSink) throws(ImportRefusal) {
        do {
            var options = GRDB.Configuration()
            options.readonly = true
            let database = try DatabaseQueue(path: path, configuration: options)
            defer { try? database.close() }
            try database.inDatabase { db in try read(db, PathText.last(path), place, into: sink) }
        } catch let error as ImportRefusal {
            throw error
        } catch {
            throw ImportRefusal("\(path) is no backup of Loop's: \(error)")
        }
    }

    private static func read(
        _ db: Database, _ name: String, _ place: ImportPlace, into sink: ImportSink
    ) throws {
        let columns = try Set(
            ["Habits", "Repetitions"].flatMap { table in
                try db.columns(in: table).map { "\(table).\($0.name)" }
            })
        // Columns that came with later versions.
        func column(_ name: String, or missing: String) -> String { columns.contains(name) ? name : missing }
        let sql = """
            SELECT Repetitions.rowid, Habits.name, \(column("Habits.type", or: "0")),
            \(column("Habits.unit", or: "''")), Repetitions.timestamp, Repetitions.value,
            \(column("Repetitions.notes", or: "''"))
            FROM Repetitions JOIN Habits ON Habits.id = Repetitions.habit
            ORDER BY Repetitions.timestamp, Repetitions.rowid
            """
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            let number: Int64 = row[0]
            sink(
                ImportedLine(place: "\(name), repetition \(number)") { () throws(ImportRefusal) in
                    try content(row, place)
                })
        }
    }

    private static func content(_ row: Row, _ place: ImportPlace) throws(ImportRefusal) -> ImportedLine.Content {
        guard let name = String.fromDatabaseValue(row[1]), let milliseconds = Int64.fromDatabaseValue(row[4]),
            let value = Int.fromDatabaseValue(row[5])
        else { throw ImportRefusal("its habit, time or value is missing") }
        let habit = LoopTracker.Habit(
            name: name, isNumerical: Int.fromDatabaseValue(row[2]) == 1,
            unit: String.fromDatabaseValue(row[3]) ?? "")
        let date = LocalDateTime(wallSeconds: milliseconds / 1000).date
        return try LoopTracker.content(value, of: habit, on: date, note: String.fromDatabaseValue(row[6]) ?? "", place)
    }
}
