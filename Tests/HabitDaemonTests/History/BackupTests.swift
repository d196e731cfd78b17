import Foundation
import GRDB
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct BackupTests {
    @Test func `one backup a day is made, and the newest seven are kept`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        for day in 0..<10 {
            let now = start + .hours(day * 24)
            try await history.append(entry("e\(day)", minutes: day * 1440), day: startDay.adding(days: day))
            #expect(try await history.backUpDaily(at: now)?.at == now)
            #expect(try await history.backUpDaily(at: now + .hours(2)) == nil)
        }
        let backups = history.backups()
        #expect(backups.map(\.at) == (3..<10).reversed().map { start + .hours($0 * 24) })
        #expect(backups.allSatisfy { $0.bytes > 0 })
        #expect(History.backups(in: folder.data) == backups)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.data + "/backups")
        #expect(left.count == 7, "no half-made files and no logs: \(left)")
        try history.close()
    }

    @Test func `a clock that was set back makes a backup rather than none for years`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        _ = try await history.backUpDaily(at: start + .hours(24 * 365))
        #expect(try await history.backUpDaily(at: start)?.at == start)
        try history.close()
    }

    @Test func `files that are not automatic backups are neither listed nor taken away`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        _ = try await history.backUpDaily(at: start)
        let mine = folder.data + "/backups/before-the-holidays.sqlite"
        try await history.backup(to: mine)
        #expect(history.backups().count == 1)
        for day in 1..<9 { _ = try await history.backUpDaily(at: start + .hours(24 * day)) }
        #expect(FileManager.default.fileExists(atPath: mine))
        #expect(StoreFolder.rights(mine) == 0o600)
        try history.close()
    }

    @Test func `a backup never overwrites a file`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let path = folder.root + "/mine.sqlite"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        await #expect { try await history.backup(to: path) } throws: { ($0 as? HistoryError)?.code == .badBackup }
        #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
        try history.close()
    }

    @Test func `recording goes on while a backup is made, and the backup is one state of the file`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        for number in 0..<200 { try await history.append(entry("a\(number)"), day: startDay) }
        async let backup = history.backUpDaily(at: start)
        for number in 0..<200 { try await history.append(entry("b\(number)"), day: startDay) }
        let path = try #require(try await backup).path
        try history.close()
        let copy = try DatabaseQueue(path: path)
        try await copy.read { db in
            let entries = try Int.fetchOne(db, sql: "SELECT count(*) FROM entries")
            let sum = try Int.fetchOne(db, sql: "SELECT count FROM days")
            #expect(entries == sum)
            #expect(try #require(entries) >= 200)
        }
    }

    @Test func `a damaged history does not push good backups off the shelf`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        for number in 0..<200 {
            try await history.append(entry("a\(number)", note: String(repeating: "x", count: 200)), day: startDay)
        }
        let good = try #require(try await history.backUpDaily(at: start))
        try history.close()
        var bytes = try #require(FileManager.default.contents(atPath: folder.file))
        // A page in the middle of the entries: the edges that are looked at when it opens are sound.
        let page = try #require(
            try folder.sql(
                Int.self,
                """
                SELECT pageno FROM dbstat WHERE name = 'entries' AND pagetype = 'leaf' ORDER BY path LIMIT 1 OFFSET 3
                """))
        bytes.replaceSubrange((page - 1) * 2048..<page * 2048, with: Data(repeating: 0x5A, count: 2048))
        try bytes.write(to: URL(fileURLWithPath: folder.file))

        let again = try folder.open()
        await #expect { try await again.backUpDaily(at: start + .hours(24)) } throws: {
            ($0 as? HistoryError)?.code == .damaged
        }
        #expect(again.backups() == [good])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.data + "/backups").count == 1)
        try again.close()
    }

    @Test func `a restored backup is the history, and what was there is kept aside`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("kept"), day: startDay)
        let backup = try #require(try await history.backUpDaily(at: start))
        try await history.append(entry("later"), day: startDay)
        #expect(throws: HistoryError.self) { try History.restore(backup.path, directory: folder.data, at: start) }
        try history.close()

        let restored = try History.restore(backup.path, directory: folder.data, at: start + .hours(3))
        let aside = try #require(restored.movedTo)
        #expect(aside == folder.data + "/history.replaced-20261124T150000Z.sqlite")
        #expect(StoreFolder.rights(folder.file) == 0o600)
        let again = try folder.open()
        #expect(try await again.everything(limit: 10).map(\.id) == ["kept"])
        try again.close()
        let old = try await DatabaseQueue(path: aside).read { db in
            try String.fetchAll(db, sql: "SELECT id FROM entries ORDER BY seq")
        }
        #expect(old == ["kept", "later"])
    }

    @Test func `a log that was not yet written back moves aside with its history`() async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        let backup = try #require(try await history.backUpDaily(at: start))
        try await history.append(entry("only in the log"), day: startDay)
        let killed = try StoreFolder()
        try FileManager.default.createDirectory(atPath: killed.data, withIntermediateDirectories: true)
        for name in ["history.sqlite", "history.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: folder.data + "/" + name, toPath: killed.data + "/" + name)
        }
        try history.close()
        let restored = try History.restore(backup.path, directory: killed.data, at: start)
        let ids = try await DatabaseQueue(path: try #require(restored.movedTo)).read { db in
            try String.fetchAll(db, sql: "SELECT id FROM entries")
        }
        #expect(ids == ["only in the log"])
        let fresh = try killed.open()
        #expect(try await fresh.latest() == nil)
        try fresh.close()
    }

    @Test(arguments: ["missing", "text", "foreign", "newer", "cut", "empty"])
    func `what is no sound backup is refused, and nothing is touched`(_ kind: String) async throws {
        let folder = try StoreFolder()
        let history = try folder.open()
        try await history.append(entry("a"), day: startDay)
        let path = folder.root + "/backup.sqlite"
        try await history.backup(to: path)
        try history.close()
        let url = URL(fileURLWithPath: path)
        switch kind {
        case "missing": try FileManager.default.removeItem(at: url)
        case "text": try Data("no backup at all".utf8).write(to: url)
        case "cut": try Data(contentsOf: url).prefix(5000).write(to: url)
        case "empty": try Data().write(to: url)
        case "foreign":
            try await DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA application_id = 1") }
        default: try await DatabaseQueue(path: path).write { db in try db.execute(sql: "PRAGMA user_version = 42") }
        }
        let before = try folder.contents()
        let error = #expect(throws: HistoryError.self) {
            try History.restore(path, directory: folder.data, at: start)
        }
        #expect(error?.code == .badBackup)
        #expect(error?.message.contains(path) == true)
        var after = try folder.contents()
        // The lock file tells who held it last.
        after["history.lock"] = before["history.lock"]
        #expect(after == before)
    }
}
