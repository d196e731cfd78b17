internal import GRDB
internal import HabitKit

/// Brings the database file into a state we can use: looked at, rescued if damaged, opened, migrated.
struct HistoryFile {
    let directory: DataDirectory
    let options: HistoryOptions

    struct Opened {
        let database: DatabaseQueue
        let rescue: HistoryRescue?
    }

    private var path: String { directory.history }
    private var newestVersion: Int { options.migrations.last?.version ?? 0 }

    /// Opens the file, for which the lock is held.
    func open(at now: Instant) throws(HistoryError) -> Opened {
        switch try look() {
        case .damaged(let damage): return try openAnew(after: damage, at: now)
        case .foreign: throw foreign
        case .ours(let version) where version > newestVersion: throw newer(version)
        case .empty, .ours: break
        }
        do {
            return Opened(database: try openDatabase(at: now), rescue: nil)
        } catch  where error.code == .damaged {
            return try openAnew(after: error.cause ?? "damaged pages", at: now)
        }
    }

    private func look() throws(HistoryError) -> DatabaseHeader {
        let hasLog = FileStart.size(path + "-wal") > 0
        let header = try DatabaseHeader.read(path, hasLog: hasLog)
        // SQLite would throw away a log that has lost its database.
        return header == .empty && hasLog ? .damaged("only its log is left") : header
    }

    /// Moves the damaged file aside and begins a new one.
    private func openAnew(after damage: String, at now: Instant) throws(HistoryError) -> Opened {
        let aside = directory.path + "/history.damaged-\(BackupName.stamp(now)).sqlite"
        if FileStart.size(path) == 0 { try DataDirectory.makePrivateFile(path) }
        try DataDirectory.moveDatabase(path, to: aside)
        let newest = BackupShelf(directory: directory).list().first
        let rescue = HistoryRescue(movedTo: aside, damage: damage, newestBackup: newest)
        return Opened(database: try openDatabase(at: now), rescue: rescue)
    }

    private func openDatabase(at now: Instant) throws(HistoryError) -> DatabaseQueue {
        try DataDirectory.makePrivateFile(path)
        do {
            let database = try DatabaseQueue(path: path, configuration: Self.configuration(options))
            do {
                try database.inDatabase { db in try prepare(db) }
                try migrate(database, at: now)
                try database.inDatabase { db in try probe(db) }
            } catch {
                // Closed before the file may be moved.
                try? database.close()
                throw error
            }
            return database
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    static func configuration(_ options: HistoryOptions) -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.label = "habitd.history"
        // Somebody may look into the file with sqlite3; our own lock keeps other daemons out.
        configuration.busyMode = .timeout(2)
        // Should a rollback ever fail, the next entry is refused; the daemon lives.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -\(options.cacheKiB)")
            if let pages = options.maximumPages { try db.execute(sql: "PRAGMA max_page_count = \(pages)") }
        }
        return configuration
    }

    private func prepare(_ db: Database) throws {
        let version = try Migration.version(of: db)
        if version > newestVersion { throw newer(version) }
        if version == 0, try Int.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema)") == 1 { throw foreign }
        // For a new file: an entry touches five pages, and all of each goes into the log and its checksum.
        if version == 0 { try db.execute(sql: "PRAGMA page_size = 2048") }
        let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        guard mode == "wal" else {
            throw HistoryError.notAccessible(path, cause: "its file system has no shared memory")
        }
        // An acknowledged entry is on the disk, not in a buffer: every commit is synced.
        try db.execute(sql: "PRAGMA synchronous = FULL")
    }

    private func migrate(_ database: DatabaseQueue, at now: Instant) throws {
        let version = try database.inDatabase { db in try Migration.version(of: db) }
        guard version < newestVersion else { return }
        // The old form is kept, should the new one disappoint.
        if version > 0 { _ = try BackupShelf(directory: directory).make(at: now) }
        try database.inDatabase { db in try Migration.run(options.migrations, on: db) }
    }

    /// Touches the root and an edge of everything that the day's first calls will read: a few pages, whatever the size.
    private func probe(_ db: Database) throws {
        for sql in Self.probes { _ = try Row.fetchOne(db, sql: sql) }
    }

    private static let probes = [
        "SELECT * FROM entries ORDER BY seq DESC LIMIT 1",
        "SELECT max(id) FROM entries",
        "SELECT at FROM entries WHERE superseded_at IS NULL ORDER BY at DESC LIMIT 1",
        "SELECT habit, at FROM entries INDEXED BY entries_by_habit WHERE superseded_at IS NULL ORDER BY habit LIMIT 1",
        "SELECT max(habit) FROM days",
        "SELECT json FROM memory",
    ]

    private var foreign: HistoryError {
        HistoryError(
            .foreign,
            "\(path) is a database of another program. It was left as it is: move it away, or set XDG_DATA_HOME to "
                + "another folder.")
    }

    private func newer(_ version: Int) -> HistoryError {
        HistoryError(
            .newer,
            "\(path) was written by a later habitd (its version is \(version), this one knows \(newestVersion)). It was "
                + "left as it is: install that version again, or set XDG_DATA_HOME to another folder.")
    }
}
