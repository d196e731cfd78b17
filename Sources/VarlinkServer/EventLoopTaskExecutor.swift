public import NIOCore

/// Runs tasks on one event loop.
///
/// Swift's default executor lives on libdispatch's global queues, whose monitor wakes the process once a second for
/// ever. A program that runs every task here instead is woken by its sockets and timers only:
/// ```swift
/// try await withTaskExecutorPreference(EventLoopTaskExecutor(eventLoop)) { try await server.run() }
/// ```
public final class EventLoopTaskExecutor: TaskExecutor {
    /// The loop that runs the tasks.
    public let eventLoop: any EventLoop

    /// Makes an executor over a loop.
    public init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    /// Hands a job to the loop.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { [unowned self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
