/// Files of released versions, as the SQL that makes them.
enum HistoryFixture {
    static let versionOne = """
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
        PRAGMA application_id = 1751279988;
        PRAGMA user_version = 1;
        INSERT INTO entries VALUES
            (1, 'one', 'water', 'done', 1795521600000000, 20781, 3600, 250, 'ml', '{"area":"back"}', 'as told',
             NULL, NULL),
            (2, 'two', 'walk', 'gentle', 1795521720000000, 20781, 3600, 15, 'min', NULL, NULL,
             1795521800000000, 'three'),
            (3, 'three', 'walk', 'gentle', 1795521720000000, 20781, 3600, 20, 'min', NULL, NULL, NULL, NULL);
        INSERT INTO days VALUES
            ('water', 20781, 250, 1, 0, 0, 0, 1500, 'day', NULL),
            ('walk', 20781, 1200, 1, 1, 0, 0, 30, 'day', NULL);
        INSERT INTO memory VALUES (1, CAST('{}' AS BLOB));
        """
}
