internal import GRDB

/// Why the history could not be used, for people and for programs.
package struct HistoryError: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    /// What was wrong, where, and what to do.
    package let message: String
    /// The system's or SQLite's own words.
    package let cause: String?

    package enum Code: Sendable, Equatable {
        /// Another daemon holds the history.
        case inUse
        /// The folder or a file cannot be made, read or written.
        case notAccessible
        /// The file was written by a later version of habitd.
        case newer
        /// The file is a sound database, but none of ours.
        case foreign
        /// Pages of the file are damaged.
        case damaged
        /// No space was left; nothing of the entry was kept.
        case full
        /// No entry has that id.
        case noSuchEntry
        /// Several entries begin or end like that.
        case ambiguousEntry
        /// The entry was taken back or corrected before.
        case alreadySuperseded
        /// There is an entry of that id already, or a value the history cannot hold.
        case refused
        /// No import is under way by that token.
        case importLost
        /// There is no such backup, or it cannot be used.
        case badBackup
        case closed
        /// Anything else that SQLite or the system refused.
        case failed
    }

    package init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String { cause.map { "\(message) (\($0))" } ?? message }

    /// Whether the whole transaction is lost with it, rather than one entry.
    var spoilsTheBatch: Bool {
        switch code {
        case .noSuchEntry, .ambiguousEntry, .alreadySuperseded, .refused: false
        default: true
        }
    }

    /// What went wrong inside SQLite while `path` was used.
    init(_ error: any Error, path: String) {
        if let known = error as? HistoryError {
            self = known
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.failed, "The history \(path) could not be used.", cause: String(describing: error))
            return
        }
        self = Self.translated(error, path: path)
    }

    private static func translated(_ error: DatabaseError, path: String) -> HistoryError {
        let cause = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL:
            return HistoryError(
                .full, "No space is left for \(path): nothing was recorded. Free some space and try again.",
                cause: cause)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return HistoryError(
                .damaged,
                "The history \(path) is damaged. Restart habitd: it keeps the file aside and tells which backup to "
                    + "restore.", cause: cause)
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH:
            return HistoryError(.refused, "The history cannot hold this entry; nothing was recorded.", cause: cause)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            return .notAccessible(path, cause: cause)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return HistoryError(
                .failed, "Another program holds \(path): nothing was recorded. Close it and try again.", cause: cause)
        case .SQLITE_IOERR:
            return HistoryError(
                // SQLite's words are often about another connection; its own number says which call it was.
                .failed, "The disk refused to read or write \(path): nothing was recorded.",
                cause: "\(cause), SQLite's code \(error.extendedResultCode.rawValue)")
        default:
            return HistoryError(.failed, "The history \(path) could not be used.", cause: cause)
        }
    }

    static func notAccessible(_ path: String, cause: String) -> HistoryError {
        HistoryError(
            .notAccessible,
            "\(path) cannot be used. Make it readable and writable for you (ls -ld shows its rights), or set "
                + "XDG_DATA_HOME to a folder that is.", cause: cause)
    }
}
