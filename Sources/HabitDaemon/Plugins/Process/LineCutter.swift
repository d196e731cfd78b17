internal import Glibc

/// Cuts a program's output into lines, each no longer than a limit, whatever is sent: what exceeds the limit is dropped
/// and never kept.
struct LineCutter {
    /// Bytes that can be shown, made into text only where somebody wants it: most of a flood nobody does.
    private struct Line {
        var bytes: [UInt8] = []
        var isCut = false

        var text: String { String(decoding: bytes, as: UTF8.self) + (isCut ? "…" : "") }
    }

    private let limit: Int
    private var line = Line()
    private var last = Line()

    init(limit: Int = 1024) {
        self.limit = limit
    }

    /// The latest line that was complete.
    var lastLine: String? { last.bytes.isEmpty ? nil : last.text }

    /// Takes what arrived, and hands out the lines that are complete.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ emit: (() -> String) -> Void) {
        var rest = bytes[...]
        while let base = UnsafeRawBufferPointer(rebasing: rest).baseAddress {
            let end = memchr(base, Int32(UInt8(ascii: "\n")), rest.count).map { UnsafeRawPointer($0) - base }
            add(rest.prefix(end ?? rest.count))
            guard let end else { return }
            finish(emit)
            rest = rest.dropFirst(end + 1)
        }
    }

    /// Hands out a last line that has no end.
    mutating func finish(_ emit: (() -> String) -> Void) {
        guard !line.bytes.isEmpty else { return }
        swap(&line, &last)
        line.bytes.removeAll(keepingCapacity: true)
        line.isCut = false
        emit { last.text }
    }

    private mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
        let room = limit - line.bytes.count
        line.bytes.append(contentsOf: bytes.prefix(room))
        if bytes.count > room { line.isCut = true }
    }
}
