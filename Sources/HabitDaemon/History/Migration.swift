internal import GRDB

/// One numbered step of the history's form. Steps are never changed once released: a new one follows.
struct Migration: Sendable {
    /// 1, 2, 3 …: SQLite's `user_version` after it.
    let version: Int
    let sql: String

    /// Every step, oldest first.
    static let all: [Migration] = [Migration(version: 1, sql: versionOne)]

    /// Brings `db` up to the last of `steps`, each step whole or not at all.
    static func run(_ steps: [Migration], on db: Database) throws {
        let current = try version(of: db)
        for step in steps where step.version > current {
            try db.inTransaction(.immediate) {
                try db.execute(sql: step.sql)
                try db.execute(sql: "PRAGMA application_id = \(DatabaseHeader.applicationID)")
                try db.execute(sql: "PRAGMA user_version = \(step.version)")
                return .commit
            }
        }
        guard current < steps.last?.version ?? 0 else { return }
        // Out of the log and into the file's header, where the version is looked for before SQLite opens the file.
        try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }

    static func version(of db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    /// `at` and the like are microseconds since 1970 in UTC, `day` is days since 1970-01-01, `done` in `days` is in
    /// the base unit of the habit's dimension (ml, s, m, or one).
    private static let versionOne = """
        CREATE TABLE entries (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            habit TEXT NOT NULL,
            kind TEXT NOT NULL,
            at INTEGER NOT NULL,
            day INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            amount REAL NOT NULL CHECK (amount >= 0),
            unit TEXT NOT NULL,
            attributes TEXT,
            note TEXT,
            superseded_at INTEGER,
            superseded_by TEXT,
            CHECK (at BETWEEN (day - 2) * 86400000000 AND (day + 4) * 86400000000)
        );
        CREATE INDEX entries_by_habit ON entries (habit, at) WHERE superseded_at IS NULL;
        CREATE INDEX entries_by_time ON entries (at) WHERE superseded_at IS NULL;
        CREATE INDEX entries_by_successor ON entries (superseded_by) WHERE superseded_by IS NOT NULL;
        CREATE TRIGGER entries_are_immutable
            BEFORE UPDATE OF id, habit, kind, at, day, offset, amount, unit, attributes, note ON entries
            BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
        CREATE TABLE days (
            habit TEXT NOT NULL,
            day INTEGER NOT NULL,
            done REAL NOT NULL DEFAULT 0,
            count INTEGER NOT NULL DEFAULT 0,
            gentle INTEGER NOT NULL DEFAULT 0,
            rested INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            target REAL,
            period TEXT,
            mode TEXT,
            PRIMARY KEY (habit, day)
        ) WITHOUT ROWID;
        CREATE TABLE memory (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            json BLOB NOT NULL
        );
        """
}
