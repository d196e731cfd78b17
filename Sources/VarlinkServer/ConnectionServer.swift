internal import NIOCore
internal import Varlink

/// One connection's task: takes a call, lets it be answered, sends the reply, takes the next.
///
/// There is one such task a connection and none a call; only a `more` call gets a child of its own, because that one is
/// cancelled when the peer goes away. A call without `more` runs to its end: what it began may not stay half done.
struct ConnectionServer: Sendable {
    let connection: NIOLoopBound<ConnectionHandler>
    let dispatcher: Dispatcher

    /// Serves until the connection is over. Must run on the connection's event loop.
    func run() async {
        let handler = connection.value
        while let call = await handler.nextCall() {
            let replies = ConnectionReplies(
                connection: connection, dispatcher: dispatcher, method: call.method, call: handler.callNumber)
            let reply =
                call.mode == .more
                ? await stream(call, replies, handler)
                : await dispatcher.answer(call, from: handler.peer, replies: replies)
            await handler.finish(reply)
        }
    }

    private func stream(
        _ call: CallMessage, _ replies: ConnectionReplies, _ handler: ConnectionHandler
    ) async -> ReplyMessage? {
        let peer = handler.peer
        return await withTaskGroup(of: ReplyMessage??.self) { group in
            group.addTask { .some(await dispatcher.answer(call, from: peer, replies: replies)) }
            group.addTask {
                await connection.value.untilEnd()
                return nil
            }
            var answer: ReplyMessage?
            for await outcome in group {
                group.cancelAll()
                if let outcome { answer = outcome }
            }
            return answer
        }
    }
}

/// Sends the replies of a `more` call that are not its last.
struct ConnectionReplies: ContinuingReplies {
    let connection: NIOLoopBound<ConnectionHandler>
    let dispatcher: Dispatcher
    let method: String
    let call: Int

    private var eventLoop: any EventLoop { connection.eventLoop }

    func send(_ parameters: [UInt8]) async throws {
        try Task.checkCancellation()
        guard dispatcher.fits(parameters, method) else { throw CancellationError() }
        // A service may answer from an actor of its own, off the loop.
        let mayGoOn =
            eventLoop.inEventLoop
            ? try connection.value.reply(continuing: parameters, toCall: call)
            : try await eventLoop.submit { [self] in
                try connection.value.reply(continuing: parameters, toCall: call)
            }.get()
        if !mayGoOn { try await untilWritable() }
    }

    private func untilWritable() async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                onLoop { $0.whenWritable(waiter, call: call) }
            }
        } onCancel: {
            eventLoop.execute { connection.value.cancelWait(call: call) }
        }
        try Task.checkCancellation()
    }

    private func onLoop(_ body: @escaping @Sendable (ConnectionHandler) -> Void) {
        if eventLoop.inEventLoop {
            body(connection.value)
        } else {
            eventLoop.execute { [connection] in body(connection.value) }
        }
    }
}
