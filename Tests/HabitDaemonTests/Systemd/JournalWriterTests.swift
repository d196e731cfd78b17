import Dispatch
import Logging
import Synchronization
import Testing

@testable import HabitDaemon

@Suite struct JournalWriterTests {
    /// A journal that takes no record until it is let go on.
    private final class Stalled: Sendable {
        let reached = DispatchSemaphore(value: 0)
        let gate = DispatchSemaphore(value: 0)
        let taken = Mutex<[JournalRecord]>([])

        func take(_ record: JournalRecord) -> Bool {
            reached.signal()
            gate.wait()
            taken.withLock { $0.append(record) }
            return true
        }
    }

    private func idle(_ writer: JournalWriter) async {
        await withCheckedContinuation { continuation in writer.whenIdle { continuation.resume() } }
    }

    @Test func `records arrive in the order they were written`() async {
        let taken = Mutex<[String]>([])
        let writer = JournalWriter { record in
            taken.withLock { $0.append(record.message) }
            return true
        }
        for number in 0..<100 { writer.write(JournalRecord("\(number)")) }
        await idle(writer)
        #expect(taken.withLock { $0 } == (0..<100).map(String.init))
    }

    @Test func `a stalled journal makes nobody wait, and what was dropped is told`() async {
        let journal = Stalled()
        let writer = JournalWriter(limit: 4) { journal.take($0) }
        writer.write(JournalRecord("first"))
        journal.reached.wait()
        // The first is held by the journal, four may wait, six of ten give way.
        for number in 1...10 { writer.write(JournalRecord("\(number)")) }
        for _ in 0..<6 { journal.gate.signal() }
        await idle(writer)
        let messages = journal.taken.withLock { $0.map(\.message) }
        #expect(messages == ["first", "6 records were dropped: the journal was too slow", "7", "8", "9", "10"])
    }

    @Test func `records that the journal refuses are counted, and told with the next`() async {
        let taken = Mutex<[String]>([])
        let writer = JournalWriter { record in
            taken.withLock { $0.append(record.message) }
            return record.message != "bad"
        }
        writer.write(JournalRecord("bad"))
        await idle(writer)
        writer.write(JournalRecord("good"))
        await idle(writer)
        #expect(taken.withLock { $0 } == ["bad", "1 record was dropped: the journal was too slow", "good"])
    }

    @Test func `a journal that takes nothing is not tried over and over`() async {
        let tried = Mutex<[String]>([])
        let writer = JournalWriter { record in
            tried.withLock { $0.append(record.message) }
            // So that a writer that does try over and over ends, and fails the test.
            return tried.withLock { $0.count } > 50
        }
        for number in 1...3 {
            writer.write(JournalRecord("\(number)"))
            await idle(writer)
        }
        let told = (1...2).map { "\($0) record\($0 == 1 ? " was" : "s were") dropped: the journal was too slow" }
        #expect(tried.withLock { $0 } == ["1", told[0], told[1]])
    }

    @Test func `the log goes to the journal with its severity and its details`() async {
        let taken = Mutex<[JournalRecord]>([])
        let writer = JournalWriter { record in
            taken.withLock { $0.append(record) }
            return true
        }
        let logger = Logger(label: "test") { _ in JournalLogHandler(writer: writer) }
        logger.warning("No route", metadata: ["b": "2", "a": "1"])
        logger.debug("not worth a record")
        await idle(writer)
        #expect(taken.withLock { $0 } == [JournalRecord("No route a=1 b=2", priority: .warning)])
    }
}
