internal import GRDB
internal import HabitKit
internal import Synchronization

/// Lets all who record at the same time share one transaction, and so one wait for the disk.
///
/// The first to come schedules a commit on the queue; whoever comes before the queue gets there joins it, and
/// whoever comes while it runs makes the next.
final class GroupCommit: Sendable {
    typealias Answer = Result<Entry?, HistoryError>

    private struct Job: Sendable {
        let write: HistoryWrite
        let continuation: CheckedContinuation<Answer, Never>
    }

    private struct Waiting: ~Copyable {
        var jobs: [Job] = []
        /// Memory that need not be on the disk before anybody is answered: the newest, with the next commit.
        var memory: [UInt8]?
        var isScheduled = false
        var isClosed = false

        /// What the one who comes has to do.
        enum Entrance {
            case closed, first, joined
        }

        mutating func enter(_ add: (inout Waiting) -> Void) -> Entrance {
            guard !isClosed else { return .closed }
            add(&self)
            defer { isScheduled = true }
            return isScheduled ? .joined : .first
        }
    }

    private let database: DatabaseQueue
    private let path: String
    private let waiting = Mutex(Waiting())

    init(database: DatabaseQueue, path: String) {
        self.database = database
        self.path = path
    }

    var isClosed: Bool { waiting.withLock { $0.isClosed } }

    /// Returns when `write` is on the disk; with the entry it replaced, if it did.
    func commit(_ write: HistoryWrite) async throws(HistoryError) -> Entry? {
        let answer: Answer = await withCheckedContinuation { continuation in
            let entrance = waiting.withLock { waiting in
                waiting.enter { $0.jobs.append(Job(write: write, continuation: continuation)) }
            }
            switch entrance {
            case .closed: continuation.resume(returning: .failure(History.closed))
            case .first: schedule()
            case .joined: break
            }
        }
        return try answer.get()
    }

    /// Keeps `memory` soon, without waiting for the disk: it survives our end, and nearly always a power cut.
    func keepSoon(memory: [UInt8]) {
        let entrance = waiting.withLock { waiting in waiting.enter { $0.memory = memory } }
        if entrance == .first { schedule() }
    }

    /// Writes what waits, and refuses what comes later.
    func close() {
        waiting.withLock { $0.isClosed = true }
        database.inDatabase { db in drain(db) }
    }

    /// Outside the lock, which the queue wants at once.
    private func schedule() {
        database.asyncWriteWithoutTransaction { [self] db in drain(db) }
    }

    private func drain(_ db: Database) {
        let (jobs, memory) = waiting.withLock { waiting in
            let taken = (waiting.jobs, waiting.memory)
            waiting.jobs = []
            waiting.memory = nil
            waiting.isScheduled = false
            return taken
        }
        guard !jobs.isEmpty else {
            if let memory { keep(memory, db) }
            return
        }
        let answers = perform(jobs.map(\.write), memory, db)
        for (job, answer) in zip(jobs, answers) { job.continuation.resume(returning: answer) }
    }

    /// One transaction for all; what is refused alone fails alone, and what fails the transaction fails all of it.
    func perform(_ writes: [HistoryWrite], _ memory: [UInt8]?, _ db: Database) -> [Answer] {
        do {
            try db.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
            var answers: [Answer] = []
            answers.reserveCapacity(writes.count)
            for write in writes { answers.append(try attempt(write, db)) }
            if let memory { try HistoryWrite.memory(memory).perform(db) }
            try db.cachedStatement(sql: "COMMIT").execute()
            return answers
        } catch {
            let failure = HistoryError(error, path: path)
            undo(db)
            return writes.map { _ in .failure(failure) }
        }
    }

    private func attempt(_ write: HistoryWrite, _ db: Database) throws(HistoryError) -> Answer {
        do {
            return .success(try write.perform(db))
        } catch {
            let failure = HistoryError(error, path: path)
            if failure.spoilsTheBatch { throw failure }
            return .failure(failure)
        }
    }

    private func keep(_ memory: [UInt8], _ db: Database) {
        do {
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            defer { try? db.execute(sql: "PRAGMA synchronous = FULL") }
            try HistoryWrite.memory(memory).perform(db)
        } catch {
            // Nobody waits for it, and the next one carries all of it.
            undo(db)
        }
    }

    /// SQLite rolls back by itself where the disk is full; otherwise it is up to us.
    private func undo(_ db: Database) {
        if db.isInsideTransaction { try? db.rollback() }
    }
}
