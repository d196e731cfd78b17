import Foundation
import Testing

/// The catalog and the source say the same, and `journalctl -x` can show it. journalctl itself checks little of this.
@Suite struct CatalogTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    struct Entry {
        let id: String
        var headers: [String: String] = [:]
        var body: [String] = []
    }

    private static func catalog() throws -> [Entry] {
        let text = try String(contentsOf: root.appending(path: "Units/habitd.catalog"), encoding: .utf8)
        var entries: [Entry] = []
        var inBody = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("-- ") {
                entries.append(Entry(id: String(line.dropFirst(3))))
                inBody = false
            } else if entries.isEmpty || line.hasPrefix("#") {
                continue
            } else if !inBody, let colon = line.range(of: ": ") {
                entries[entries.count - 1].headers[String(line[..<colon.lowerBound])] = String(
                    line[colon.upperBound...])
            } else {
                inBody = true
                entries[entries.count - 1].body.append(line)
            }
        }
        return entries
    }

    /// The daemon's source, one text a file.
    private static func sources() throws -> [String] {
        let folder = root.appending(path: "Sources/HabitDaemon")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    @Test func `every message id in the source has an entry, and every entry a message id`() throws {
        let emitted = try Set(Self.sources().flatMap { $0.matches(of: #/"([0-9a-f]{32})"/#).map { String($0.1) } })
        let explained = try Self.catalog().map(\.id)
        #expect(!emitted.isEmpty)
        #expect(emitted.subtracting(explained) == [], "without an entry in Units/habitd.catalog")
        #expect(Set(explained).subtracting(emitted) == [], "explained but never emitted")
        #expect(explained.count == Set(explained).count, "an id has two entries, which journalctl merges in silence")
    }

    @Test func `every entry names its subject and its origin`() throws {
        for entry in try Self.catalog() {
            #expect(entry.id.wholeMatch(of: #/[0-9a-f]{32}/#) != nil, "\(entry.id) is no message id")
            #expect(entry.headers["Subject"]?.isEmpty == false, "\(entry.id) has no subject")
            #expect(entry.headers["Defined-By"] == "habitd", "\(entry.id)")
            #expect(entry.body.contains { !$0.isEmpty }, "\(entry.id) explains nothing")
        }
    }

    @Test func `every field that the catalog shows is one that the daemon writes`() throws {
        let sources = try Self.sources()
        let shown = try Self.catalog().flatMap { ([$0.headers["Subject"] ?? ""] + $0.body) }
            .flatMap { $0.matches(of: #/@([^@ ]+)@/#).map { String($0.1) } }
        #expect(!shown.isEmpty)
        for field in Set(shown) {
            #expect(field.wholeMatch(of: #/[A-Z][A-Z0-9_]*/#) != nil, "journald would drop \(field)")
            #expect(sources.contains { $0.contains("\"\(field)") }, "@\(field)@ is never emitted")
        }
    }

    @Test func `no line is wider than a terminal`() throws {
        for entry in try Self.catalog() {
            for line in entry.body + entry.headers.map({ "\($0.key): \($0.value)" }) {
                #expect(line.count <= 76, "\(line)")
            }
        }
    }
}
