internal import GRDB
internal import HabitKit

/// One thing to be written. Each either changes nothing and throws, or is complete, so that others in the same
/// transaction stand.
enum HistoryWrite: Sendable {
    case append(Entry, day: LocalDate)
    case supersede(id: String, by: Entry?, day: LocalDate?, at: Instant)
    case plan(DayPlan)
    case memory([UInt8])

    /// Writes it; answers with the entry that was superseded.
    @discardableResult
    func perform(_ db: Database) throws -> Entry? {
        switch self {
        case .append(let entry, let day):
            try Self.insert(entry, day, db)
            try Self.add(entry, day, db)
            return nil
        case .supersede(let id, let replacement, let day, let at):
            return try Self.supersede(id, replacement, day, at, db)
        case .plan(let plan):
            try Self.write(plan, db)
            return nil
        case .memory(let json):
            let sql = "INSERT INTO memory (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json"
            try db.cachedStatement(sql: sql).execute(arguments: [json.databaseBlob])
            return nil
        }
    }

    private static func insert(_ entry: Entry, _ day: LocalDate, _ db: Database) throws {
        let sql = """
            INSERT INTO entries (id, habit, kind, at, day, offset, amount, unit, attributes, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            entry.id, entry.habit, entry.kind.rawValue, entry.at.microseconds, day.dayNumber, entry.offset,
            entry.amount, entry.unit.symbol, EntryRow.text(of: entry.attributes), entry.note,
        ])
    }

    /// Adds an entry to its day's sums.
    private static func add(_ entry: Entry, _ day: LocalDate, _ db: Database) throws {
        let sql = """
            INSERT INTO days (habit, day, done, count, gentle, rested, skipped) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (habit, day) DO UPDATE SET done = done + excluded.done, count = count + excluded.count,
            gentle = gentle + excluded.gentle, rested = rested + excluded.rested, skipped = skipped + excluded.skipped
            """
        var sums = DaySums()
        sums.add(entry.kind, entry.amount * entry.unit.scale)
        try db.cachedStatement(sql: sql).execute(arguments: [
            entry.habit, day.dayNumber, sums.done, sums.count, sums.gentle, sums.rested, sums.skipped,
        ])
    }

    private static func supersede(
        _ id: String, _ replacement: Entry?, _ day: LocalDate?, _ at: Instant, _ db: Database
    ) throws -> Entry {
        let sql = "SELECT \(EntryRow.columns), day, superseded_at FROM entries WHERE id = ?"
        guard let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [id]) else {
            throw HistoryError(.noSuchEntry, "There is no entry \(id).")
        }
        let old = EntryRow.entry(row)
        guard row["superseded_at"] == nil else {
            throw HistoryError(.alreadySuperseded, "The entry \(id) was taken back or corrected before.")
        }
        let oldDay = LocalDate(dayNumber: row["day"])
        if let replacement { try insert(replacement, day ?? oldDay, db) }
        try db.cachedStatement(sql: "UPDATE entries SET superseded_at = ?, superseded_by = ? WHERE id = ?")
            .execute(arguments: [at.microseconds, replacement?.id, id])
        try sumUp(old.habit, oldDay, db)
        if let replacement { try sumUp(replacement.habit, day ?? oldDay, db) }
        return old
    }

    /// Makes a day's sums anew from its entries: taking numbers off a sum would leave rounding behind.
    static func sumUp(_ habit: String, _ day: LocalDate, _ db: Database) throws {
        // An entry lies within days of the date it counts for (the table checks it), so the index by time serves.
        let select = """
            SELECT kind, amount, unit FROM entries WHERE superseded_at IS NULL AND habit = ? AND day = ?
            AND at BETWEEN ? AND ? ORDER BY at
            """
        let start = Int64(day.dayNumber) * 86_400_000_000
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: select),
            arguments: [habit, day.dayNumber, start - 2 * 86_400_000_000, start + 4 * 86_400_000_000])
        var sums = DaySums()
        while let row = try rows.next() {
            sums.add(EntryRow.kind(row[0]), row[1] * EntryRow.unit(row[2]).scale)
        }
        let sql = """
            INSERT INTO days (habit, day, done, count, gentle, rested, skipped) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (habit, day) DO UPDATE SET done = excluded.done, count = excluded.count,
            gentle = excluded.gentle, rested = excluded.rested, skipped = excluded.skipped
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            habit, day.dayNumber, sums.done, sums.count, sums.gentle, sums.rested, sums.skipped,
        ])
    }

    private static func write(_ plan: DayPlan, _ db: Database) throws {
        let sql = """
            INSERT INTO days (habit, day, target, period, mode) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (habit, day) DO UPDATE SET target = excluded.target, period = excluded.period,
            mode = excluded.mode
            """
        try db.cachedStatement(sql: sql).execute(arguments: [
            plan.habit, plan.day.dayNumber, plan.target, plan.period, plan.mode?.rawValue,
        ])
    }
}

/// What a day's entries of one habit come to.
struct DaySums: Equatable {
    /// In the base unit of the entries' dimension.
    var done = 0.0
    var count = 0
    var gentle = 0
    var rested = 0
    var skipped = 0

    mutating func add(_ kind: Entry.Kind, _ amount: Double) {
        switch kind {
        case .done, .gentle:
            done += amount
            count += 1
            if kind == .gentle { gentle += 1 }
        case .rested: rested += 1
        case .skipped: skipped += 1
        case .booked: break
        }
    }
}
