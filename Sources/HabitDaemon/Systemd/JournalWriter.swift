internal import CSystemd
internal import DequeModule
internal import Dispatch
internal import Glibc
internal import Synchronization

/// Hands records to the journal without ever making the caller wait.
///
/// `sd_journal_sendv` blocks while journald is stalled, so a private queue calls it; what waits is bounded, the
/// oldest gives way, and how many did is told once the journal takes records again.
package final class JournalWriter: Sendable {
    /// Delivers one record; false when it could not. Runs on the writer's queue, and may block.
    package typealias Sink = @Sendable (JournalRecord) -> Bool

    private struct Waiting {
        var records: Deque<JournalRecord> = []
        var dropped = 0
        var isDraining = false
        /// Told when nothing waits any more.
        var idle: [@Sendable () -> Void] = []
    }

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "habitd.journal")
    private let sink: Sink
    private let limit: Int

    package init(limit: Int = 256, sink: @escaping Sink) {
        self.limit = limit
        self.sink = sink
    }

    package func write(_ record: JournalRecord) {
        let mustStart = waiting.withLock { waiting in
            if waiting.records.count >= limit {
                waiting.records.removeFirst()
                waiting.dropped += 1
            }
            waiting.records.append(record)
            defer { waiting.isDraining = true }
            return !waiting.isDraining
        }
        if mustStart { queue.async { [self] in drain() } }
    }

    /// Calls `done` when nothing waits: at once, or from the writer's queue. With a stalled journal that may be
    /// never, so a caller that must go on sets itself a limit.
    package func whenIdle(_ done: @escaping @Sendable () -> Void) {
        let isIdle = waiting.withLock { waiting in
            if waiting.isDraining { waiting.idle.append(done) }
            return !waiting.isDraining
        }
        if isIdle { done() }
    }

    private func drain() {
        while let (record, dropped) = next() {
            // A journal that does not even take the count takes no record either: each is tried once, never over again.
            if dropped > 0, !sink(JournalMessage.recordsDropped(dropped)) {
                lose(dropped + 1)
            } else if !sink(record) {
                lose(1)
            }
        }
    }

    private func lose(_ count: Int) {
        waiting.withLock { $0.dropped += count }
    }

    /// The record to send now, and how many before it were dropped and not yet told; nil ends the drain.
    private func next() -> (record: JournalRecord, dropped: Int)? {
        let (next, idle): ((record: JournalRecord, dropped: Int)?, [@Sendable () -> Void]) = waiting.withLock {
            waiting in
            if let record = waiting.records.popFirst() {
                defer { waiting.dropped = 0 }
                return ((record, waiting.dropped), [])
            }
            waiting.isDraining = false
            defer { waiting.idle = [] }
            return (nil, waiting.idle)
        }
        for done in idle { done() }
        return next
    }
}

extension JournalWriter {
    /// Where journald listens. `sd_journal_sendv` reports success when nobody does.
    package static let socketPath = "/run/systemd/journal/socket"

    /// The journal where there is one, and one line a record on stderr where there is none, where stderr is a terminal
    /// and in the foreground. A terminal that is shown the day gets only what went wrong beside it.
    package static func system(foreground: Bool) -> JournalWriter {
        let hasJournal = access(socketPath, W_OK) == 0
        let isTerminal = isatty(STDERR_FILENO) == 1
        return JournalWriter { record in
            let isWanted = foreground && isTerminal ? record.isTrouble : foreground || isTerminal || !hasJournal
            if isWanted { printLine(record.line(withSeverity: !isTerminal)) }
            // What was printed has not been dropped, whatever became of the journal.
            return (hasJournal ? send(record) : true) || isWanted
        }
    }

    private static func printLine(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // A closed stderr leaves nobody to tell.
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func send(_ record: JournalRecord) -> Bool {
        let fields = record.encoded
        let starts = fields.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        var bytes = fields.flatMap { $0 }
        return bytes.withUnsafeMutableBytes { buffer in
            let vectors = zip(starts, fields).map { start, field in
                iovec(iov_base: buffer.baseAddress?.advanced(by: start), iov_len: field.count)
            }
            return sd_journal_sendv(vectors, Int32(vectors.count)) == 0
        }
    }
}
