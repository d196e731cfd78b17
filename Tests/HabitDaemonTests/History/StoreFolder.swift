import Foundation
import GRDB
import Glibc
import HabitKit

@testable import HabitDaemon

/// A folder for one test, gone when the test is.
final class StoreFolder: Sendable {
    let root: String
    /// The data folder's `habitd`, which does not exist yet.
    var data: String { root + "/share/habitd" }
    var file: String { data + "/history.sqlite" }

    init() throws {
        let template = NSTemporaryDirectory() + "/habitd-store-XXXXXX"
        var bytes = Array(template.utf8CString)
        let made = bytes.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) }
        guard let made else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        root = String(cString: made)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func open(_ options: HistoryOptions = HistoryOptions(), at now: Instant = start) throws(HistoryError) -> History {
        try History.open(directory: data, at: now, options: options)
    }

    /// A second connection, as `sqlite3` in another terminal would be.
    func sql<Value: DatabaseValueConvertible>(_ type: Value.Type, _ sql: String) throws -> Value? {
        let queue = try DatabaseQueue(path: file)
        defer { try? queue.close() }
        return try queue.inDatabase { db in try Value.fetchOne(db, sql: sql) }
    }

    func execute(_ sql: String) throws {
        let queue = try DatabaseQueue(path: file)
        try queue.inDatabase { db in try db.execute(sql: sql) }
        try queue.close()
    }

    /// Names and contents of everything in the data folder.
    func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: data) {
            contents[name] = FileManager.default.contents(atPath: data + "/" + name)
        }
        return contents
    }

    static func rights(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }
}

/// 2026-11-24T12:00:00Z, a Tuesday.
let start = Instant(seconds: 1_795_521_600)
let startDay = LocalDate(dayNumber: 20_781)

/// An entry of `habit`, `minutes` after ``start``.
func entry(
    _ id: String, _ habit: String = "water", _ amount: Double = 250, _ unit: HabitKit.Unit = .millilitres,
    kind: Entry.Kind = .done, minutes: Int = 0, attributes: [String: String] = [:], note: String? = nil
) -> Entry {
    Entry(
        id: id, habit: habit, kind: kind, at: start + .minutes(minutes), offset: 3600, amount: amount, unit: unit,
        attributes: attributes, note: note)
}

extension History {
    /// Every day of a habit.
    func days(_ habit: String, _ unit: HabitKit.Unit = .millilitres) async throws(HistoryError) -> [StoredDay] {
        try await foldDays(habit: habit, unit: unit, into: []) { $0.append($1) }
    }

    /// Every entry, through pages of `limit`.
    func everything(
        habit: String? = nil, from: Instant? = nil, to: Instant? = nil, newestFirst: Bool = false, limit: Int
    ) async throws -> [Entry] {
        var all: [Entry] = []
        var cursor: HistoryCursor?
        repeat {
            let page = try await page(
                habit: habit, from: from, to: to, newestFirst: newestFirst, after: cursor, limit: limit)
            all += page.entries
            cursor = page.next
        } while cursor != nil
        return all
    }
}

/// A generator that gives every test the same numbers.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
