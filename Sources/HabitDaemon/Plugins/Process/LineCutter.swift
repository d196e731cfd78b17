internal import Glibc

/// Cuts a program's output into lines, each no longer than a limit, whatever is sent: what exceeds the limit is dropped
/// and never kept.
struct LineCutter {
    private let limit: Int
    private var line: [UInt8] = []
    private var isCut = false

    init(limit: Int = 1024) {
        self.limit = limit
    }

    /// Takes what arrived, and hands out the lines that are complete.
    mutating func take(_ bytes: UnsafeRawBufferPointer, _ emit: (String) -> Void) {
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
    mutating func finish(_ emit: (String) -> Void) {
        if !line.isEmpty { emit(String(decoding: line, as: UTF8.self) + (isCut ? "…" : "")) }
        line.removeAll(keepingCapacity: true)
        isCut = false
    }

    private mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
        let room = limit - line.count
        line.append(contentsOf: bytes.prefix(room))
        if bytes.count > room { isCut = true }
    }
}
