import Foundation
import GRDB
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct MigrationTests {
    /// What every released version's file looked like, with the same three entries and a memory in each. Add one when
    /// a migration is added; never change one.
    static let released: [(version: Int, sql: String)] = [(1, HistoryFixture.versionOne)]

    @Test func `there is a file of every older version to try`() {
        #expect(Self.released.map(\.version) == Migration.all.map(\.version))
        #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
    }

    @Test(arguments: released.map(\.version))
    func `a file of this version opens with everything in it`(_ version: Int) async throws {
        let folder = try StoreFolder()
        try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
        try folder.execute(try #require(Self.released.first { $0.version == version }).sql)
        let history = try folder.open()
        #expect(history.rescue == nil)
        #expect(
            try await history.everything(limit: 10) == [
                entry("one", attributes: ["area": "back"], note: "as told"),
                entry("three", "walk", 20, .minutes, kind: .gentle, minutes: 2),
            ])
        #expect(try await history.replaced(by: "three")?.id == "two")
        #expect(try await history.days("walk", .minutes).map(\.done) == [20])
        #expect(try await history.days("walk", .minutes).map(\.target) == [30])
        #expect(try history.loadMemory() == Array("{}".utf8))
        try history.close()
        #expect(try folder.sql(Int.self, "PRAGMA user_version") == Migration.all.last?.version)
    }

    @Test func `the fixture of the newest version is the form we make today`() throws {
        let made = try StoreFolder()
        try made.open().close()
        let kept = try StoreFolder()
        try FileManager.default.createDirectory(atPath: kept.data, withIntermediateDirectories: true)
        try kept.execute(try #require(Self.released.last).sql)
        let form = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)"
        #expect(try Self.plain(made.sql(String.self, form)) == Self.plain(kept.sql(String.self, form)))
    }

    private static func plain(_ sql: String?) -> [Substring]? {
        sql?.split(whereSeparator: \.isWhitespace)
    }

    @Test func `a later version's step runs once, whole, after a backup of the old form`() async throws {
        let folder = try StoreFolder()
        let old = try folder.open()
        try await old.append(entry("a"), day: startDay)
        try old.close()

        var later = HistoryOptions()
        later.migrations.append(Migration(version: 2, sql: "ALTER TABLE entries ADD COLUMN mood INTEGER DEFAULT 5"))
        let new = try folder.open(later)
        #expect(try await new.latest()?.id == "a")
        let backup = try #require(new.backups().first)
        #expect(backup.at == start)
        try new.close()
        #expect(try folder.sql(Int.self, "SELECT mood FROM entries") == 5)
        let version = try await DatabaseQueue(path: backup.path).read { db in
            try Int.fetchOne(db, sql: "PRAGMA user_version")
        }
        #expect(version == 1)
        #expect(throws: HistoryError.self) { try folder.open() }
        try folder.open(later).close()
    }

    @Test func `a step that fails leaves the file as it was`() async throws {
        let folder = try StoreFolder()
        try folder.open().close()
        var broken = HistoryOptions()
        broken.migrations.append(Migration(version: 2, sql: "CREATE TABLE half (x); INSERT INTO nowhere VALUES (1)"))
        #expect(throws: HistoryError.self) { try folder.open(broken) }
        let history = try folder.open()
        #expect(history.rescue == nil)
        #expect(try await history.read { db in try db.tableExists("half") } == false)
        try history.close()
    }
}
