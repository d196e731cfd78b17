internal import Synchronization

/// Has everything that a plugin does run on the program's first thread, one piece after the other.
///
/// Swift's default executor would start threads of its own, one of which wakes every second for ever. Only where a
/// plugin waits for something else, such as the main actor, the main queue takes over.
final class MainThread: TaskExecutor {
    private struct Waiting {
        var jobs: [UnownedJob] = []
        var isRunning = true
    }

    private let waiting = Mutex(Waiting())

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = waiting.withLock { waiting in
            if waiting.isRunning { waiting.jobs.append(job) }
            return waiting.isRunning
        }
        if !isTaken { MainActor.shared.enqueue(job) }
    }

    /// Runs what there is to do until nothing is left; from then on it is the main queue's. To be called once, on the
    /// first thread.
    func run() {
        while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func next() -> UnownedJob? {
        waiting.withLock { waiting in
            waiting.isRunning = !waiting.jobs.isEmpty
            return waiting.isRunning ? waiting.jobs.removeFirst() : nil
        }
    }
}
