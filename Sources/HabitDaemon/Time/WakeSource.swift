internal import CSystemd
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
        let watch = Self.watch(descriptor)
        let source = DispatchSource.makeReadSource(fileDescriptor: watch, queue: queue)
        source.setCancelHandler {
            if watch != descriptor { close(watch) }
            close(descriptor)
        }
        self.queue = queue
        self.source = Mutex(source)
    }

    /// A descriptor that is readable whenever `descriptor` is, and never hangs up. libdispatch takes a hang-up, which comes
    /// from the far end of a pipe and from a process that has been reaped, for the source's end, and crashes when the source
    /// is cancelled meanwhile.
    private static func watch(_ descriptor: Int32) -> Int32 {
        let watch = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard watch >= 0 else { return descriptor }
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        guard epoll_ctl(watch, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
            close(watch)
            return descriptor
        }
        return watch
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
