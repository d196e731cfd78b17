internal import NIOCore
internal import NIOPosix
internal import Varlink

/// Our end of a program's socket. Everything here happens on the event loop, and nothing waits: what the program does
/// not read stays with us until the deadline ends it.
final class PluginConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    enum Event {
        case reply(ReplyMessage)
        case broken(PluginFailure)
        /// The socket is closed, by whichever side.
        case closed(withinMessage: Bool)
    }

    private let eventLoop: any EventLoop
    private var reader: ReplyReader
    private var channel: (any Channel)?
    /// What was to be sent before the channel was there.
    private var unsent: [UInt8] = []
    private var isClosed = false
    private var tell: ((Event) -> Void)?

    /// - Parameter tell: called on the event loop; after `closed`, never again.
    init(limit: Int, eventLoop: any EventLoop, tell: @escaping (Event) -> Void) {
        self.reader = ReplyReader(limit: limit)
        self.eventLoop = eventLoop
        self.tell = tell
    }

    /// Takes over a connected socket.
    func open(_ socket: Int32) {
        let bound = NIOLoopBound(self, eventLoop: eventLoop)
        ClientBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    bound.value.channel = channel
                    try channel.pipeline.syncOperations.addHandler(bound.value)
                }
            }
            .withConnectedSocket(socket)
            .whenFailure { error in
                bound.value.report(.broken(PluginFailure(.notStarted, "its socket failed", words: "\(error)")))
                bound.value.over()
            }
    }

    /// Sends a call; one reply may come now.
    func ask(_ call: [UInt8]) {
        reader.ask()
        guard let channel, channel.isActive else { return unsent += call }
        channel.writeAndFlush(channel.allocator.buffer(bytes: call), promise: nil)
    }

    /// The program sees the end of its input.
    func close() {
        isClosed = true
        channel?.close(promise: nil)
    }

    func channelActive(context: ChannelHandlerContext) {
        guard !isClosed else { return context.close(promise: nil) }
        guard !unsent.isEmpty else { return }
        context.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: unsent)), promise: nil)
        unsent = []
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // What still arrives after the close is nobody's.
        guard !isClosed else { return }
        let buffer = unwrapInboundIn(data)
        do throws(PluginFailure) {
            let reply = try buffer.withUnsafeReadableBytes { bytes throws(PluginFailure) in try reader.receive(bytes) }
            if let reply { report(.reply(reply)) }
        } catch {
            report(.broken(error))
            close()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        over()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A reset is an end like any other; what it means, the program's own end tells.
        context.close(promise: nil)
    }

    private func report(_ event: Event) {
        tell?(event)
    }

    private func over() {
        isClosed = true
        report(.closed(withinMessage: reader.hasHalfMessage))
        tell = nil
        channel = nil
    }
}
