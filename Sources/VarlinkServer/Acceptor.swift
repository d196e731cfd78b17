internal import Logging
internal import NIOCore
internal import Varlink

/// The door: lets connections in up to the limit and hands them to whoever serves. Everything happens on the event
/// loop.
final class Acceptor {
    private let configuration: ServerConfiguration
    private let logger: Logger
    private let eventLoop: any EventLoop
    private var listeners: [any Channel] = []
    private var open: [ObjectIdentifier: ConnectionHandler] = [:]
    private var waiting: [ConnectionHandler] = []
    private var waiter: CheckedContinuation<NIOLoopBound<ConnectionHandler>?, Never>?
    private var isClosing = false

    init(_ configuration: ServerConfiguration, eventLoop: any EventLoop, logger: Logger) {
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.logger = logger
    }

    /// Lets a connection in, or throws, which closes it.
    func admit(_ channel: any Channel, _ peer: PeerCredentials) throws {
        guard !isClosing else { throw Refusal.closing }
        guard open.count < configuration.connectionLimit else {
            logger.notice("A connection from process \(peer.processID) is refused: \(open.count) are open")
            throw Refusal.full
        }
        if let allowed = configuration.allowedUserIDs, !allowed.contains(peer.userID) {
            logger.notice("A connection from user \(peer.userID) is refused: it is not theirs")
            throw Refusal.notAllowed
        }
        let handler = ConnectionHandler(channel: channel, peer: peer, configuration: configuration, logger: logger)
        try channel.pipeline.syncOperations.addHandler(handler)
        let id = ObjectIdentifier(handler)
        open[id] = handler
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        channel.closeFuture.whenComplete { _ in bound.value.left(id) }
        hand(handler)
    }

    /// Notes a socket that connections come from; nothing more is awaited when there is none.
    func listen(_ channel: any Channel) {
        listeners.append(channel)
    }

    /// The next connection to serve, or nil when there will be none.
    func next() async -> NIOLoopBound<ConnectionHandler>? {
        if !waiting.isEmpty { return bind(waiting.removeFirst()) }
        if isOver { return nil }
        precondition(waiter == nil, "a server runs once")
        return await withCheckedContinuation { waiter = $0 }
    }

    /// Closes the door: no new connections, and those that are open end after their current call.
    func close() {
        isClosing = true
        for listener in listeners { listener.close(promise: nil) }
        for handler in waiting { handler.drop() }
        waiting = []
        for handler in open.values { handler.stop() }
        tellIfOver()
    }

    /// Closes every connection at once, whatever its peer has still to read.
    func drop() {
        for handler in open.values { handler.drop() }
    }

    private enum Refusal: Error {
        case closing, full, notAllowed
    }

    private var isOver: Bool { isClosing || (listeners.isEmpty && open.isEmpty) }

    private func bind(_ handler: ConnectionHandler) -> NIOLoopBound<ConnectionHandler> {
        NIOLoopBound(handler, eventLoop: eventLoop)
    }

    private func hand(_ handler: ConnectionHandler) {
        guard let waiter else { return waiting.append(handler) }
        self.waiter = nil
        waiter.resume(returning: bind(handler))
    }

    private func left(_ id: ObjectIdentifier) {
        open[id] = nil
        tellIfOver()
    }

    private func tellIfOver() {
        guard isOver, let waiter else { return }
        self.waiter = nil
        waiter.resume(returning: nil)
    }
}
