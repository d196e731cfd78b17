internal import CSystemd
internal import Dispatch
internal import Glibc
package import HabitKit
internal import Synchronization

/// The one timer of the daemon: a `timerfd` on the wall clock that fires over suspend and tells when the clock was
/// set or the machine woke up.
///
/// The callback runs on a private serial queue and should do no more than hop onto the event loop. Between deadlines
/// nothing wakes: with nothing due the timer stands at the end of time, so that clock changes are noticed still.
package final class Deadline: Sendable {
    package enum Event: Sendable, Equatable {
        /// The armed time has come. After a re-arming that raced with it, this may come early: look at the clock.
        case reached
        /// The wall clock was set, or the machine resumed; the deadline stands as it was.
        case clockSet
    }

    private let onEvent: @Sendable (Event) -> Void
    private let descriptor: Int32
    private let source: WakeSource
    /// What the timer is armed for; held while the timer is read or set, so that the two cannot cross.
    private let armed = Mutex(Armed())

    private struct Armed {
        var wanted: Instant?
        /// The descriptor is closed, and its number may be another file's by now.
        var isCancelled = false
    }

    /// A timer that is armed for nothing yet, and already notices a clock that is set.
    package init(onEvent: @escaping @Sendable (Event) -> Void) throws(FileProblem) {
        let descriptor = timerfd_create(CLOCK_REALTIME, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
        guard descriptor >= 0 else { throw FileProblem(errno: errno) }
        self.onEvent = onEvent
        self.descriptor = descriptor
        self.source = WakeSource(descriptor: descriptor, label: "habitd.deadline")
        Self.set(descriptor, nil)
        source.start { [weak self] in
            guard let event = self?.take() else { return }
            onEvent(event)
        }
    }

    /// Wake at `instant`, or, for nil, only when the clock is set. A time in the past fires at once.
    package func arm(_ instant: Instant?) {
        let wasSet = armed.withLock { armed in
            guard !armed.isCancelled else { return false }
            armed.wanted = instant
            return Self.set(descriptor, instant)
        }
        // The clock was set after the last read: settime says so once, armed the timer all the same, and took the
        // news with it.
        if wasSet { source.run { [onEvent] in onEvent(.clockSet) } }
    }

    /// Ends it: no callback starts after those already under way.
    package func cancel() {
        armed.withLock { $0.isCancelled = true }
        source.cancel()
    }

    /// What the timer has to say, and re-armed.
    private func take() -> Event? {
        armed.withLock { armed in
            guard !armed.isCancelled else { return nil }
            var expirations: UInt64 = 0
            let count = read(descriptor, &expirations, MemoryLayout<UInt64>.size)
            if count > 0 {
                armed.wanted = nil
                Self.set(descriptor, nil)
                return .reached
            }
            guard errno == ECANCELED else { return nil }
            Self.set(descriptor, armed.wanted)
            return .clockSet
        }
    }

    /// Arms the timer; true when the clock had been set since it was last looked at.
    @discardableResult
    private static func set(_ descriptor: Int32, _ instant: Instant?) -> Bool {
        var time = itimerspec()
        if let instant, instant != .distantFuture {
            // All zero would disarm it.
            let microseconds = max(1, instant.microseconds)
            time.it_value.tv_sec = Int(microseconds / 1_000_000)
            time.it_value.tv_nsec = Int(microseconds % 1_000_000) * 1000
        } else {
            time.it_value.tv_sec = .max
        }
        let flags = Int32(TFD_TIMER_ABSTIME) | Int32(TFD_TIMER_CANCEL_ON_SET)
        return timerfd_settime(descriptor, flags, &time, nil) < 0 && errno == ECANCELED
    }
}
