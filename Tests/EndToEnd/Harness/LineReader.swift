import Glibc

/// Lines as they come out of a process, each waited for as long as it takes, within reason.
final class LineReader {
    /// To be handed to ``Child`` as its standard output, then closed with ``closeWriter()``.
    let writer: Int32
    private let reader: Int32
    private var writerIsOpen = true
    private var waiting: [UInt8] = []

    init() throws {
        (reader, writer) = try socketPair()
    }

    deinit {
        closeWriter()
        close(reader)
    }

    /// Once the process holds its own copy, end-of-file is to be seen when that one goes.
    func closeWriter() {
        if writerIsOpen { close(writer) }
        writerIsOpen = false
    }

    /// The next line without its end; nil at the end of the output.
    func next() throws -> String? {
        while true {
            if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
                defer { waiting.removeSubrange(...end) }
                return String(decoding: waiting[..<end], as: UTF8.self)
            }
            guard try fill() else {
                defer { waiting = [] }
                return waiting.isEmpty ? nil : String(decoding: waiting, as: UTF8.self)
            }
        }
    }

    /// Reads on to the first line that fits.
    func first(where fits: (String) -> Bool) throws -> String? {
        while let line = try next() {
            if fits(line) { return line }
        }
        return nil
    }

    private func fill() throws -> Bool {
        var ready = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 120_000) == 1 else {
            throw Child.Failure(description: "no line came; so far: \(String(decoding: waiting, as: UTF8.self))")
        }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = read(reader, &chunk, chunk.count)
        if count > 0 { waiting += chunk[..<count] }
        return count > 0
    }
}
