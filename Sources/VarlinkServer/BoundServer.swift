internal import NIOCore

/// A server whose sockets are open.
public struct BoundServer: Sendable {
    let acceptor: NIOLoopBound<Acceptor>
    let dispatcher: Dispatcher
    let files: [ListeningSocket]

    /// Serves until cancelled or closed, or, where only connected sockets were handed over, until the last of them
    /// ends.
    ///
    /// Call it once. When it returns, every connection is closed: calls in progress have been answered, streams were
    /// cancelled, and what a peer had not read by then is given up.
    public func run() async throws {
        // The preference comes first: every closure further in may hop, and only to the loop.
        await withTaskExecutorPreference(EventLoopTaskExecutor(acceptor.eventLoop)) {
            await withTaskCancellationHandler {
                await withDiscardingTaskGroup { group in
                    while let connection = await next() {
                        group.addTask { await ConnectionServer(connection: connection, dispatcher: dispatcher).run() }
                    }
                }
            } onCancel: {
                acceptor.eventLoop.execute { acceptor.value.close() }
            }
        }
        await close()
        await onLoop { $0.drop() }
    }

    /// Stops: no new connections are accepted, and those that are open end after their current call. `run` returns
    /// then.
    public func close() async {
        await onLoop { $0.close() }
        for file in files { file.removeFile() }
    }

    private func onLoop(_ body: @escaping @Sendable (Acceptor) -> Void) async {
        await withCheckedContinuation { done in
            acceptor.eventLoop.execute {
                body(acceptor.value)
                done.resume()
            }
        }
    }

    @concurrent
    private func next() async -> NIOLoopBound<ConnectionHandler>? {
        await acceptor.value.next()
    }
}
