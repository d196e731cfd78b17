internal import HabitKit

/// The kinds of file that can be brought in.
enum ImportFormat: String, Sendable, CaseIterable {
    /// Our own JSON lines.
    case habitd
    /// Our own CSV, and plain tables.
    case csv
    /// Loop Habit Tracker: the unpacked folder of CSV files, or the SQLite backup.
    case loop
    /// harsh: its folder, or the log in it.
    case harsh
    /// The habitctl written in Rust: `~/.habitctl`, or the log in it.
    case habitctlRS = "habitctl-rs"
    case trackAndGraph = "track-and-graph"
    case habitBull = "habitbull"

    /// What a file looks like to be; nil where it is none of them.
    static func guess(_ source: ImportSource) -> ImportFormat? {
        switch source {
        case .folder(let path): folder(path)
        case .file(_, _, let bytes): file(bytes)
        }
    }

    private static func folder(_ path: String) -> ImportFormat? {
        if FileStart.size(path + "/Habits.csv") > 0 { return .loop }
        guard let log = try? FileBytes.read(path + "/log", limit: ImportSource.limit) else { return nil }
        return file(log) ?? .harsh
    }

    private static func file(_ bytes: [UInt8]) -> ImportFormat? {
        if bytes.starts(with: "SQLite format 3\0".utf8) { return .loop }
        for (_, line) in TextLines(bytes: bytes).prefix(200) {
            guard let text = TextLines.text(line) else { return nil }
            let inked = text.trimmingBlanks()
            if inked.isEmpty || inked.hasPrefix("#") { continue }
            return self.line(inked, bytes)
        }
        return nil
    }

    private static func line(_ text: String, _ bytes: [UInt8]) -> ImportFormat? {
        if text.hasPrefix("{") { return .habitd }
        if LocalDate(text: text.prefix(10)) != nil {
            let rest = text.dropFirst(10)
            return rest.hasPrefix("\t") ? .habitctlRS : rest.hasPrefix(" : ") ? .harsh : nil
        }
        if text.hasPrefix("FeatureName") { return .trackAndGraph }
        if text.hasPrefix("HabitName") { return .habitBull }
        for separator in [",", ";"] as [Unicode.Scalar] {
            var rows = CSVRows(bytes: bytes, separator: UInt8(ascii: separator)).makeIterator()
            if let heading = rows.next(), OwnTable.fits(CSVColumns(heading)) { return .csv }
        }
        return nil
    }
}

/// What is read: a file's bytes, or a folder.
enum ImportSource {
    /// `path` is where to find it again, `name` what it is called in a message.
    case file(path: String, name: String, bytes: [UInt8])
    case folder(path: String)

    /// Larger than a life of entries.
    static let limit = 512 << 20

    /// - Parameter path: `-` is standard input.
    init(_ path: String) throws(ImportRefusal) {
        do throws(FileProblem) {
            if path == "-" {
                self = .file(
                    path: "/dev/stdin", name: "standard input", bytes: try FileBytes.readInput(limit: Self.limit))
            } else if FolderNames.isFolder(path) {
                self = .folder(path: path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
            } else {
                self = .file(
                    path: path, name: PathText.last(path), bytes: try FileBytes.read(path, limit: Self.limit))
            }
        } catch {
            throw ImportRefusal("\(path) cannot be read: \(error.reason)")
        }
        if case .file(_, _, let bytes) = self, bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
            throw ImportRefusal("\(path) is a zip archive; unpack it, and name the folder")
        }
    }

    /// The bytes of the file, or of the one of that name in the folder, with what to call it.
    func text(_ inFolder: String) throws(ImportRefusal) -> (name: String, bytes: [UInt8]) {
        switch self {
        case .file(_, let name, let bytes): return (name, bytes)
        case .folder(let path):
            do throws(FileProblem) {
                return (inFolder, try FileBytes.read(path + "/" + inFolder, limit: Self.limit))
            } catch {
                throw ImportRefusal("\(path)/\(inFolder) cannot be read: \(error.reason)")
            }
        }
    }

    /// The bytes, where only a file will do.
    func file() throws(ImportRefusal) -> (name: String, bytes: [UInt8]) {
        if case .folder(let path) = self { throw ImportRefusal("\(path) is a folder, and a file is wanted") }
        return try text("")
    }
}

/// The last part of a path.
enum PathText {
    static func last(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
