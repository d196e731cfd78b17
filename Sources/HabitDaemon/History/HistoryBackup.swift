internal import Dispatch
package import HabitKit

extension History {
    /// A queue of its own: copying years of history must not hold up those who record.
    private static let copying = DispatchQueue(label: "habitd.backup")

    /// Every automatic backup, newest first.
    package func backups() -> [Backup] {
        BackupShelf(directory: directory).list()
    }

    /// Every automatic backup in the data folder's `habitd`, newest first; also while no daemon runs.
    package static func backups(in directory: String) -> [Backup] {
        BackupShelf(directory: DataDirectory(path: directory)).list()
    }

    /// Makes the day's backup if the newest is a day old or older, and takes the oldest away beyond those kept.
    /// Returns it, or nil when none was due. The clock set back makes one, too.
    package func backUpDaily(at now: Instant) async throws(HistoryError) -> Backup? {
        let shelf = BackupShelf(directory: directory)
        let kept = options.backupsKept
        return try await copy { () throws(HistoryError) in
            // An hour of grace, so that a daily call does not slip by a little every day.
            if let newest = shelf.list().first, newest.at <= now, now - newest.at < .hours(23) { return nil }
            let backup = try shelf.make(at: now)
            shelf.prune(keeping: kept)
            return backup
        }
    }

    /// Copies the history to a file that must not exist yet.
    package func backup(to path: String) async throws(HistoryError) {
        let shelf = BackupShelf(directory: directory)
        try await copy { () throws(HistoryError) in try shelf.copy(to: path) }
    }

    /// Makes a backup of what there is now and deletes all others.
    func replaceBackups(at now: Instant) async throws(HistoryError) {
        let shelf = BackupShelf(directory: directory)
        _ = try await copy { () throws(HistoryError) in try shelf.replaceAll(at: now) }
    }

    /// Histories that were set aside, damaged or replaced by a backup: they are the user's, and nothing here deletes them.
    func setAside() -> [String] {
        let names = (try? FolderNames.read(directory.path)) ?? []
        return names.filter { name in
            ["history.damaged-", "history.replaced-"].contains { name.hasPrefix($0) } && name.hasSuffix(".sqlite")
        }.map { directory.path + "/" + $0 }
    }

    private func copy<Value: Sendable>(
        _ work: @escaping @Sendable () throws(HistoryError) -> Value
    ) async throws(HistoryError) -> Value {
        guard !commits.isClosed else { throw Self.closed }
        let path = path
        let result: Result<Value, HistoryError> = await withCheckedContinuation { continuation in
            Self.copying.async { continuation.resume(returning: Self.attempt(path, work)) }
        }
        return try result.get()
    }
}
