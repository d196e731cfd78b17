internal import GRDB
internal import Glibc
internal import HabitKit
internal import Synchronization

/// The folder of automatic backups: makes them, lists them, and keeps no more than it should.
struct BackupShelf: Sendable {
    let directory: DataDirectory

    /// Every automatic backup, newest first.
    func list() -> [Backup] {
        let names = (try? FolderNames.read(directory.backups)) ?? []
        let backups = names.compactMap { name -> Backup? in
            guard let at = BackupName.instant(name) else { return nil }
            let path = directory.backups + "/" + name
            return Backup(path: path, at: at, bytes: FileStart.size(path))
        }
        return backups.sorted { $0.at > $1.at }
    }

    /// Copies the history, checks the copy, and puts it on the shelf under `now`.
    func make(at now: Instant) throws(HistoryError) -> Backup {
        try DataDirectory.makePrivate(directory.backups)
        let path = directory.backups + "/" + BackupName.name(now)
        try copy(to: path)
        return Backup(path: path, at: now, bytes: FileStart.size(path))
    }

    /// Takes all but the newest `count` away.
    func prune(keeping count: Int) {
        for backup in list().dropFirst(count) { unlink(backup.path) }
    }

    /// Makes one backup, and takes every other away: they hold what must not be kept.
    func replaceAll(at now: Instant) throws(HistoryError) -> Backup {
        let old = list()
        // One of this very second would stand in the way.
        for backup in old where backup.path.hasSuffix("/" + BackupName.name(now)) { unlink(backup.path) }
        let backup = try make(at: now)
        for other in old where other.path != backup.path { unlink(other.path) }
        try DataDirectory.sync(folderOf: backup.path)
        return backup
    }

    /// Copies the history to `path`, which must not exist: whole and checked, or not at all.
    func copy(to path: String) throws(HistoryError) {
        guard access(path, F_OK) != 0 else {
            throw HistoryError(.badBackup, "\(path) exists already and is not overwritten. Give another name.")
        }
        let partial = path + ".partial"
        unlink(partial)
        do {
            try DataDirectory.makePrivateFile(partial)
            try Self.copyPages(from: directory.history, to: partial)
            try Self.publish(partial, as: path)
        } catch {
            for leftover in [""] + DataDirectory.companions { unlink(partial + leftover) }
            throw HistoryError(error, path: path)
        }
    }

    /// Connections of its own, so that nobody who records has to wait: a reader does not block the log's writer. All
    /// pages are taken in one step, since that sees one state of the file.
    private static func copyPages(from source: String, to target: String) throws {
        var options = GRDB.Configuration()
        options.label = "habitd.backup"
        options.prepareDatabase { db in try db.execute(sql: "PRAGMA cache_size = -256") }
        let copy = try keptQueue(target, options)
        options.readonly = true
        options.busyMode = .timeout(2)
        let original = try keptQueue(source, options)
        try original.backup(to: copy)
        try original.close()
        try copy.inDatabase { db in
            // A backup is one file, without a log beside it.
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
            // A damaged copy must not push good ones off the shelf.
            let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
            guard verdict == "ok" else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: verdict) }
        }
        try copy.close()
    }

    /// Two closed connections a day, never released: letting a dispatch queue go that carries a value of its own (GRDB's
    /// do) runs that value's destructor on a global queue, whose monitor then wakes the process once a second for ever.
    private static let kept = Mutex<[DatabaseQueue]>([])

    private static func keptQueue(_ path: String, _ options: GRDB.Configuration) throws -> DatabaseQueue {
        let queue = try DatabaseQueue(path: path, configuration: options)
        kept.withLock { $0.append(queue) }
        return queue
    }

    private static func publish(_ partial: String, as path: String) throws(HistoryError) {
        let descriptor = open(partial, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataDirectory.inaccessible(partial) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else { throw DataDirectory.inaccessible(path) }
        try DataDirectory.sync(folderOf: path)
    }
}
