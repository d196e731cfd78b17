internal import GRDB
internal import Glibc
package import HabitKit

/// What a restore did.
package struct Restored: Sendable, Equatable {
    package let backup: String
    /// Where the history that was in use is kept now; nil when there was none.
    package let movedTo: String?
}

extension History {
    /// Puts the backup at `backup` in the place of the history in `directory`, which is moved aside, never deleted.
    ///
    /// No daemon may run (`.inUse`). A file that is damaged, newer or none of ours is refused (`.badBackup`), and
    /// then nothing is touched.
    package static func restore(
        _ backup: String, directory: String, at now: Instant
    ) throws(HistoryError) -> Restored {
        let directory = DataDirectory(path: directory)
        try directory.prepare()
        let lock = try HistoryLock(directory)
        defer { withExtendedLifetime(lock) {} }
        return try Restore(backup: backup, directory: directory).run(at: now)
    }
}

/// One backup on its way into the history's place; the lock is held.
struct Restore {
    let backup: String
    let directory: DataDirectory

    private var fresh: String { directory.history + ".restoring" }

    func run(at now: Instant) throws(HistoryError) -> Restored {
        discard()
        do {
            try copy()
            try check()
            let aside = try moveAside(at: now)
            try publish()
            return Restored(backup: backup, movedTo: aside)
        } catch {
            discard()
            throw error
        }
    }

    private func discard() {
        for suffix in [""] + DataDirectory.companions { unlink(fresh + suffix) }
    }

    private func moveAside(at now: Instant) throws(HistoryError) -> String? {
        guard access(directory.history, F_OK) == 0 else { return nil }
        let aside = directory.path + "/history.replaced-\(BackupName.stamp(now)).sqlite"
        guard access(aside, F_OK) != 0 else { throw .notAccessible(aside, cause: "it exists already") }
        try DataDirectory.moveDatabase(directory.history, to: aside)
        return aside
    }

    private func publish() throws(HistoryError) {
        guard rename(fresh, directory.history) == 0 else { throw DataDirectory.inaccessible(directory.history) }
        try DataDirectory.sync(folderOf: directory.history)
    }

    /// The bytes as they are: a backup is one file without a log.
    private func copy() throws(HistoryError) {
        guard FileStart.size(backup + "-wal") == 0 else {
            throw bad("it is in use, or was not closed: a log lies beside it")
        }
        let input = open(backup, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard input >= 0 else { throw bad(String(cString: strerror(errno))) }
        defer { close(input) }
        let output = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw DataDirectory.inaccessible(fresh) }
        defer { close(output) }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(input, &chunk, chunk.count)
            guard count >= 0 else { throw bad(String(cString: strerror(errno))) }
            if count == 0 { break }
            guard write(output, chunk, count) == count else { throw DataDirectory.inaccessible(fresh) }
        }
        guard fsync(output) == 0 else { throw DataDirectory.inaccessible(fresh) }
    }

    private func check() throws(HistoryError) {
        switch try DatabaseHeader.read(fresh, hasLog: false) {
        case .ours(let version) where version > 0:
            let newest = Migration.all.last?.version ?? 0
            if version > newest { throw bad("it was written by a later habitd") }
        case .damaged(let damage): throw bad(damage)
        case .empty, .foreign, .ours: throw bad("it is not a history of habitd")
        }
        let verdict: String?
        do {
            let database = try DatabaseQueue(path: fresh)
            verdict = try database.inDatabase { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
            try database.close()
        } catch {
            throw bad("its pages are damaged")
        }
        if let verdict, verdict != "ok" { throw bad(verdict) }
    }

    private func bad(_ why: String) -> HistoryError {
        HistoryError(
            .badBackup,
            "\(backup) cannot be restored: \(why). Nothing was changed; “habitctl backup list” shows the backups.")
    }
}
