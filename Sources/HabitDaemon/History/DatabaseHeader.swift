/// What the first hundred bytes of a file say, read without SQLite, which might write to it.
/// Layout: https://sqlite.org/fileformat2.html, section 1.3.
enum DatabaseHeader: Equatable {
    /// There is no file, or nothing in it.
    case empty
    /// A database of ours, or one that has no mark yet; `version` is that of the last migration.
    case ours(version: Int)
    /// A sound database that belongs to another program.
    case foreign
    /// No database, or one that lost its end.
    case damaged(String)

    /// `hbit`: what we write as SQLite's application id.
    static let applicationID = 0x6862_6974

    /// The file at `path`; `hasLog` when its write-ahead log holds pages that are not in it yet.
    static func read(_ path: String, hasLog: Bool) throws(HistoryError) -> DatabaseHeader {
        let start: (bytes: [UInt8], size: Int)?
        do {
            start = try FileStart.read(path, count: 100)
        } catch {
            throw .notAccessible(path, cause: error.reason)
        }
        guard let start, start.size > 0 else { return .empty }
        return examine(start.bytes, size: start.size, hasLog: hasLog)
    }

    static func examine(_ bytes: [UInt8], size: Int, hasLog: Bool) -> DatabaseHeader {
        guard bytes.count >= 100, bytes.starts(with: "SQLite format 3\0".utf8) else {
            return .damaged("it is not a database")
        }
        func number(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        let written = Int(bytes[16]) << 8 | Int(bytes[17])
        let pageSize = written == 1 ? 65_536 : written
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else { return .damaged("its header makes no sense") }
        // The page count counts only where the two change counters agree. With a log, missing pages may be there.
        let pages = number(24) == number(92) ? number(28) : 0
        if !hasLog && pages * pageSize > size { return .damaged("its end is missing") }
        let version = number(60)
        switch number(68) {
        case applicationID: return .ours(version: version)
        case 0 where version == 0: return .ours(version: 0)
        default: return .foreign
        }
    }
}
