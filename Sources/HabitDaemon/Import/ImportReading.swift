internal import Glibc
internal import HabitKit

/// `habitd --read-import`: reads a file of another program, or of our own, and prints it as lines that Import takes.
/// It runs in a process of its own, which may take the memory that the daemon may not.
struct ImportReading {
    let path: String
    /// Nil to find out.
    let format: String?
    /// As `--as` was given.
    let names: [String]
    let place: ImportPlace
    let write: ([UInt8]) -> Void

    func run() throws(ImportRefusal) {
        let names = try ImportNames(names)
        let source = try ImportSource(path)
        let format = try self.format(of: source)
        let check = ImportCheck(now: place.now, dayStarts: .midnight)
        var writer = JSONWriter()
        writer.object { $0.string("format", format.rawValue) }
        write(writer.bytes + [0x0a])
        var printer = ImportPrinter(format: format, names: names, check: check, write: write)
        try Self.read(source, format, place) { printer.add($0) }
        printer.finish()
    }

    private func format(of source: ImportSource) throws(ImportRefusal) -> ImportFormat {
        let known = ImportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        guard let text = format, text != "auto" else {
            guard let found = ImportFormat.guess(source) else {
                throw ImportRefusal("\(path) is of no format that is known here; known are \(known)")
            }
            return found
        }
        guard let format = ImportFormat(rawValue: text) else {
            throw ImportRefusal("there is no format \(ImportCheck.quoted(text)); known are \(known)")
        }
        return format
    }

    private static func read(
        _ source: ImportSource, _ format: ImportFormat, _ place: ImportPlace, into sink: ImportSink
    ) throws(ImportRefusal) {
        switch format {
        case .habitd:
            let (name, bytes) = try source.file()
            OwnLines.read(bytes, name: name, place, into: sink)
        case .csv:
            let (name, bytes) = try source.file()
            OwnTable.read(bytes, name: name, place, into: sink)
        case .loop: try LoopTracker.read(source, place, into: sink)
        case .harsh:
            let (name, bytes) = try source.text("log")
            HarshLog.read(bytes, name: name, place, into: sink)
        case .habitctlRS:
            let (name, bytes) = try source.text("log")
            HabitctlLog.read(bytes, name: name, place, into: sink)
        case .trackAndGraph:
            let (name, bytes) = try source.file()
            TrackAndGraph.read(bytes, name: name, place, into: sink)
        case .habitBull:
            let (name, bytes) = try source.file()
            HabitBull.read(bytes, name: name, place, into: sink)
        }
    }
}
