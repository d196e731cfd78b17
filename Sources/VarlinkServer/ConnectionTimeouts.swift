internal import NIOCore

/// A connection's two clocks: how long it has been idle, and how long a message has been half sent.
///
/// Calls come tens of thousands a second, so a call only notes the time. The idle timer looks at the note when it fires
/// and arms itself again for the rest: an idle connection costs one wakeup, a busy one none a call.
struct ConnectionTimeouts {
    private let idleTimeout: TimeAmount
    private let partialTimeout: TimeAmount
    private let eventLoop: any EventLoop
    private var idleSince: NIODeadline?
    private var idleTimer: Scheduled<Void>?
    private var partialTimer: Scheduled<Void>?
    private var partialMessage: Int?

    init(_ configuration: ServerConfiguration, eventLoop: any EventLoop) {
        idleTimeout = TimeAmount(configuration.idleTimeout)
        partialTimeout = TimeAmount(configuration.partialMessageTimeout)
        self.eventLoop = eventLoop
    }

    /// Notes that no call is in progress. `fire` must then call `idleTimerFired`.
    mutating func becameIdle(_ fire: @escaping @Sendable () -> Void) {
        let now = NIODeadline.now()
        idleSince = now
        if idleTimer == nil { idleTimer = eventLoop.scheduleTask(deadline: now + idleTimeout, fire) }
    }

    mutating func becameBusy() {
        idleSince = nil
    }

    /// Whether the connection has been idle for the whole time; if not, the timer is armed for the rest.
    mutating func idleTimerFired(_ fire: @escaping @Sendable () -> Void) -> Bool {
        idleTimer = nil
        guard let idleSince else { return false }
        if idleSince + idleTimeout <= NIODeadline.now() { return true }
        idleTimer = eventLoop.scheduleTask(deadline: idleSince + idleTimeout, fire)
        return false
    }

    /// Notes which message is half sent, counted in some way, or that none is. Only the first byte of each starts its
    /// clock, so sending a byte now and then does not help.
    mutating func halfSent(_ message: Int?, _ fire: @escaping @Sendable () -> Void) {
        guard message != partialMessage else { return }
        partialMessage = message
        partialTimer?.cancel()
        partialTimer = message.map { _ in eventLoop.scheduleTask(in: partialTimeout, fire) }
    }

    mutating func cancel() {
        idleTimer?.cancel()
        partialTimer?.cancel()
        idleSince = nil
    }
}
