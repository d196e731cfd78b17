internal import Glibc

/// A message grew past the limit; the connection it came on must end.
public struct MessageLimitExceeded: Error, Sendable, Equatable {
    /// The limit in bytes, the terminating NUL not counted.
    public let limit: Int
}

/// Cuts a stream of bytes into messages, each ended by one NUL, however the stream was split or run together.
///
/// ```swift
/// var framer = MessageFramer()
/// framer.append(bytes)
/// while let message = try framer.next() { framer.withMessage(message) { … } }
/// ```
public struct MessageFramer: Sendable {
    /// Largest message in bytes without its NUL, unless told otherwise: 1 MiB.
    public static let defaultLimit = 1 << 20
    /// A buffer that once held a large message is not kept beyond this many bytes.
    private static let keptCapacity = 64 << 10

    /// Largest message in bytes, its NUL not counted.
    public let limit: Int
    private var storage: [UInt8] = []
    private var head = 0
    private var scanned = 0

    /// Makes a framer that holds nothing.
    public init(limit: Int = MessageFramer.defaultLimit) {
        self.limit = limit
    }

    /// Bytes that have arrived and were not yet handed out.
    public var pendingBytes: Int { storage.count - head }

    /// Adds what the stream brought. Ranges from `next()` are void afterwards.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        discardConsumed()
        storage.append(contentsOf: bytes)
    }

    /// The place of the next whole message, or nil until more arrives.
    ///
    /// - Throws: `MessageLimitExceeded` when the message, finished or not, is larger than the limit.
    public mutating func next() throws(MessageLimitExceeded) -> Range<Int>? {
        let end = terminator()
        guard (end ?? storage.count) - head <= limit else { throw MessageLimitExceeded(limit: limit) }
        guard let end else {
            scanned = storage.count
            return nil
        }
        let message = head..<end
        head = end + 1
        scanned = head
        return message
    }

    /// Whether a whole message waits, without taking it.
    public mutating func hasMessage() -> Bool {
        guard let end = terminator() else {
            scanned = storage.count
            return false
        }
        scanned = end
        return true
    }

    /// Lends the bytes of a message that `next()` found.
    public func withMessage<R, E: Error>(
        _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R
    ) throws(E) -> R {
        try storage.withUnsafeBufferPointer { (buffer) throws(E) -> R in
            try body(UnsafeBufferPointer(rebasing: buffer[range]))
        }
    }

    private func terminator() -> Int? {
        storage.withUnsafeBufferPointer { buffer -> Int? in
            guard let base = buffer.baseAddress, scanned < buffer.count,
                let found = memchr(base + scanned, 0, buffer.count - scanned)
            else { return nil }
            return found - UnsafeMutableRawPointer(mutating: base)
        }
    }

    private mutating func discardConsumed() {
        if head == storage.count {
            storage.removeAll(keepingCapacity: storage.capacity <= Self.keptCapacity)
        } else if head > Self.keptCapacity || head > storage.count / 2 {
            storage.removeFirst(head)
        } else {
            return
        }
        scanned -= min(scanned, head)
        head = 0
    }
}
