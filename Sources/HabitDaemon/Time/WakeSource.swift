internal import Dispatch
internal import Glibc
internal import Synchronization

/// Calls a handler when a descriptor becomes readable, on a serial queue of its own.
///
/// A private queue, because the global ones start a monitor that wakes once a second for ever.
final class WakeSource: Sendable {
    private let queue: DispatchQueue
    // The source is only touched under the lock, and libdispatch's own calls are thread-safe.
    private let source: Mutex<(any DispatchSourceRead)?>

    /// Takes over `descriptor`: it is closed after the last handler.
    init(descriptor: Int32, label: String) {
        let queue = DispatchQueue(label: label)
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setCancelHandler { close(descriptor) }
        self.queue = queue
        self.source = Mutex(source)
    }

    deinit {
        cancel()
    }

    /// Begins to call `handler`. Call it once.
    func start(_ handler: @escaping @Sendable () -> Void) {
        source.withLock {
            $0?.setEventHandler(handler: handler)
            $0?.resume()
        }
    }

    /// Runs `work` on the queue, between handlers.
    func run(_ work: @escaping @Sendable () -> Void) {
        queue.async(execute: work)
    }

    func cancel() {
        source.withLock {
            $0?.cancel()
            $0 = nil
        }
    }
}
