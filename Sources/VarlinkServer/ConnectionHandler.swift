internal import Logging
internal import NIOCore
internal import Varlink

/// The thin driver between a socket and `CallStream`. Everything here happens on the event loop.
///
/// The connection's one task asks for calls with `nextCall` and brings replies with `finish`; while it works, bytes
/// wait in the stream, and while a whole message waits there, nothing is read from the socket.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let peer: PeerCredentials
    private let channel: any Channel
    private let configuration: ServerConfiguration
    private let logger: Logger
    private var stream: CallStream
    private var timeouts: ConnectionTimeouts
    private var isOpen = true
    private var isStopping = false
    private var callWaiter: CheckedContinuation<CallMessage?, Never>?
    private var writableWaiter: CheckedContinuation<Void, Never>?
    private var endWaiter: CheckedContinuation<Void, Never>?
    /// The call whose task was cancelled, perhaps before its wait began.
    private var cancelledCall = 0

    init(channel: any Channel, peer: PeerCredentials, configuration: ServerConfiguration, logger: Logger) {
        self.channel = channel
        self.peer = peer
        self.configuration = configuration
        self.logger = logger
        stream = CallStream(messageLimit: configuration.messageLimit)
        timeouts = ConnectionTimeouts(configuration, eventLoop: channel.eventLoop)
    }

    private var bound: NIOLoopBound<ConnectionHandler> { NIOLoopBound(self, eventLoop: channel.eventLoop) }

    // MARK: What the socket says

    func channelActive(context: ChannelHandlerContext) {
        noteIdle()
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let buffer = unwrapInboundIn(data)
        buffer.withUnsafeReadableBytes { stream.receive($0) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        advance()
        readOn()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        stream.receiveEnd()
        advance()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { resumeWriter() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        isOpen = false
        stream.receiveEnd()
        timeouts.cancel()
        resumeWriter()
        resumeEndWaiter()
        advance()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.debug("A connection failed: \(error)")
        context.close(promise: nil)
    }

    private func timedOut(_ reason: String) {
        logger.debug("A connection from process \(peer.processID) is closed: \(reason)")
        stream.stop()
        channel.close(promise: nil)
    }

    // MARK: What the connection's task asks

    /// The next call, or nil when the connection is over.
    func nextCall() async -> CallMessage? {
        switch stream.next() {
        case .call(let call):
            timeouts.becameBusy()
            return call
        case .wait:
            noteIdle()
            readOn()
            return await withCheckedContinuation { callWaiter = $0 }
        case .end(let ending):
            close(ending)
            return nil
        }
    }

    /// Sends the last reply to the current call, if it wants one; nil ends the connection instead.
    func finish(_ reply: ReplyMessage?) async {
        guard let reply else { return stream.abandon() }
        guard let bytes = stream.finish(reply) else { return }
        write(bytes)
        guard !channel.isWritable, isOpen else { return }
        // A peer that leaves its replies unread is as idle as one that asks nothing.
        noteIdle()
        await withCheckedContinuation { writableWaiter = $0 }
    }

    /// Sends one reply of several; false when the peer must read before the next is sent.
    func reply(continuing parameters: [UInt8], toCall number: Int) throws -> Bool {
        guard isOpen, !isStopping, let bytes = stream.reply(continuing: parameters, toCall: number) else {
            throw CancellationError()
        }
        write(bytes)
        return channel.isWritable
    }

    var callNumber: Int { stream.callNumber }
    var isEnding: Bool { !isOpen || isStopping }

    /// Resumes the waiter when the peer has read, is gone, or the call is cancelled.
    func whenWritable(_ waiter: CheckedContinuation<Void, Never>, call number: Int) {
        if isEnding || channel.isWritable || cancelledCall == number { return waiter.resume() }
        writableWaiter = waiter
    }

    /// Ends the wait of a call whose task was cancelled.
    func cancelWait(call number: Int) {
        cancelledCall = number
        resumeWriter()
    }

    /// Returns when the peer is gone or the server ends.
    func untilEnd() async {
        if isEnding { return }
        await withTaskCancellationHandler {
            await withCheckedContinuation { endWaiter = $0 }
        } onCancel: { [bound] in
            bound.eventLoop.execute { bound.value.resumeEndWaiter() }
        }
    }

    /// Lets the current call be answered, then ends. A stream's task is cancelled.
    func stop() {
        isStopping = true
        stream.stop()
        resumeWriter()
        resumeEndWaiter()
        advance()
    }

    /// Closes at once a connection that nobody serves, not yet or not any more.
    func drop() {
        stream.stop()
        channel.close(promise: nil)
    }

    // MARK: Between the two

    /// Gives the waiting task its next call, if there is one.
    private func advance() {
        guard let waiter = callWaiter else { return }
        switch stream.next() {
        case .call(let call):
            callWaiter = nil
            timeouts.becameBusy()
            waiter.resume(returning: call)
        case .wait:
            break
        case .end(let ending):
            callWaiter = nil
            close(ending)
            waiter.resume(returning: nil)
        }
    }

    /// Asks the socket for more unless a whole message waits, and watches over one that is half here.
    private func readOn() {
        if stream.wantsInput() { channel.read() }
        timeouts.halfSent(stream.halfSentMessage()) { [bound] in bound.value.timedOut("a message stayed half sent") }
    }

    private func noteIdle() {
        timeouts.becameIdle { [bound] in bound.value.idleTimerFired() }
    }

    private func idleTimerFired() {
        let isOver = timeouts.idleTimerFired { [bound] in bound.value.idleTimerFired() }
        if isOver { timedOut("it was idle too long") }
    }

    private func write(_ bytes: [UInt8]) {
        guard isOpen else { return }
        channel.writeAndFlush(channel.allocator.buffer(bytes: bytes), promise: nil)
    }

    /// Closes when all that was written is out; what the peer never reads is given up with the idle timeout.
    private func close(_ ending: CallStream.Ending) {
        guard isOpen else { return }
        if ending != .finished {
            logger.debug("A connection from process \(peer.processID) is closed: \(ending)")
        }
        noteIdle()
        channel.writeAndFlush(ByteBuffer()).whenComplete { [channel] _ in channel.close(promise: nil) }
    }

    private func resumeWriter() {
        writableWaiter?.resume()
        writableWaiter = nil
    }

    private func resumeEndWaiter() {
        endWaiter?.resume()
        endWaiter = nil
    }
}
