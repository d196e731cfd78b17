package import HabitKit
internal import GRDB
internal import Synchronization

/// Everything the user told us, in one SQLite file that only this daemon writes.
///
/// A call that records returns when its data is on the disk. Calls that come while a commit is under way share the
/// next one. All work is done on one private serial queue; async calls resume on the caller's executor.
///
/// Entries never change and are never deleted here: a correction or an undo marks the old one as superseded.
package final class History: Sendable {
    /// The database file.
    package let path: String
    /// What had to be done to open it, for the user to know; nil on an ordinary day.
    package let rescue: HistoryRescue?

    let directory: DataDirectory
    let options: HistoryOptions
    let database: DatabaseQueue
    let commits: GroupCommit
    let staging = Staging()
    private let lock: Mutex<HistoryLock?>

    /// Opens the history in `directory` (the data folder's `habitd`), making and migrating it where needed.
    ///
    /// A second daemon and a file of a later version are refused. A damaged file is moved aside and a new one begun:
    /// ``rescue`` says where it is and which backup can be restored. Nothing here reads more than a few pages, however
    /// long the history.
    package static func open(
        directory: String, at now: Instant, options: HistoryOptions = HistoryOptions()
    ) throws(HistoryError) -> History {
        let directory = DataDirectory(path: directory)
        try directory.prepare()
        let lock = try HistoryLock(directory)
        let opened = try HistoryFile(directory: directory, options: options).open(at: now)
        return History(directory: directory, options: options, lock: lock, opened: opened)
    }

    private init(
        directory: DataDirectory, options: HistoryOptions, lock: HistoryLock, opened: HistoryFile.Opened
    ) {
        self.directory = directory
        self.options = options
        self.path = directory.history
        self.rescue = opened.rescue
        self.database = opened.database
        self.commits = GroupCommit(database: opened.database, path: directory.history)
        self.lock = Mutex(lock)
    }

    /// Writes what still waits, closes the file and gives the lock back. Later calls are refused.
    package func close() throws(HistoryError) {
        commits.close()
        defer { lock.withLock { $0 = nil } }
        do {
            try database.close()
        } catch {
            throw HistoryError(error, path: path)
        }
    }

    /// Runs `body` on the queue, behind whatever is being committed.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(HistoryError) -> Value {
        guard !commits.isClosed else { throw Self.closed }
        let path = path
        let result: Result<Value, HistoryError> = await withCheckedContinuation { continuation in
            database.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Self.attempt(path) { try body(db) })
            }
        }
        return try result.get()
    }

    /// Hands SQLite's page cache back, behind whatever is being committed. Where that fails, it only stays larger.
    package func releaseMemory() async {
        _ = try? await read { db in try db.execute(sql: "PRAGMA shrink_memory") }
    }

    static func attempt<Value>(_ path: String, _ body: () throws -> Value) -> Result<Value, HistoryError> {
        do {
            return .success(try body())
        } catch {
            return .failure(HistoryError(error, path: path))
        }
    }

    static let closed = HistoryError(.closed, "The history is closed: habitd is stopping. Try again in a moment.")
}

/// What was done about a damaged history at start.
package struct HistoryRescue: Sendable, Equatable {
    /// Where the damaged file is kept.
    package let movedTo: String
    /// What was wrong with it.
    package let damage: String
    /// The newest backup that can be restored.
    package let newestBackup: Backup?

    /// For people: what happened, and what to do.
    package var message: String {
        let offer =
            newestBackup.map {
                "The newest backup is \($0.path): stop habitd and run “habitctl backup restore” with it."
            }
            ?? "There is no backup yet."
        return "The history was damaged (\(damage)) and is kept as \(movedTo); a new one was begun. \(offer)"
    }
}
