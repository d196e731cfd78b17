public import Logging
public import NIOCore
internal import NIOPosix
internal import Varlink

/// A Varlink service on Unix sockets.
///
/// ```swift
/// let server = VarlinkServer(services: [MyService()], configuration: configuration, eventLoop: loop, logger: logger)
/// let bound = try await server.bind([.path("/run/user/1000/example")])
/// try await bound.run()
/// ```
/// `org.varlink.service` is served besides. A client that breaks the protocol or a limit loses its own connection and
/// nothing else.
public struct VarlinkServer: Sendable {
    private let dispatcher: Dispatcher
    private let configuration: ServerConfiguration
    private let eventLoop: any EventLoop
    private let logger: Logger

    /// Makes a server. Nothing is opened yet.
    ///
    /// - Parameters:
    ///   - services: one for each interface; two with the same interface are a programming error.
    ///   - eventLoop: a loop of `MultiThreadedEventLoopGroup`; sockets and handlers all run there.
    public init(
        services: [any VarlinkService], configuration: ServerConfiguration, eventLoop: any EventLoop, logger: Logger
    ) {
        let introspection = IntrospectionService(configuration, serving: services.map(\.interface))
        dispatcher = Dispatcher(
            services: [introspection] + services, checksReplies: configuration.checksReplies, logger: logger)
        self.configuration = configuration
        self.eventLoop = eventLoop
        self.logger = logger
    }

    /// Opens the sockets; clients may connect when this returns, and are answered once `run` is.
    ///
    /// - Throws: `ListenError` when a socket cannot be made at a path, `IOError` for one that was handed over and is
    ///   none; then no socket stays open.
    public func bind(_ addresses: [ListenAddress]) async throws -> BoundServer {
        // Futures resume where the task prefers to run: without a preference, on the executor that wakes every second.
        try await withTaskExecutorPreference(EventLoopTaskExecutor(eventLoop)) {
            let acceptor = try await eventLoop.submit { [configuration, eventLoop, logger] in
                NIOLoopBound(Acceptor(configuration, eventLoop: eventLoop, logger: logger), eventLoop: eventLoop)
            }.get()
            var files: [ListeningSocket] = []
            do {
                for address in addresses { try await open(address, acceptor, &files) }
            } catch {
                await BoundServer(acceptor: acceptor, dispatcher: dispatcher, files: files).close()
                throw error
            }
            return BoundServer(acceptor: acceptor, dispatcher: dispatcher, files: files)
        }
    }

    private func open(
        _ address: ListenAddress, _ acceptor: NIOLoopBound<Acceptor>, _ files: inout [ListeningSocket]
    ) async throws {
        switch address {
        case .path(let path):
            let socket = try ListeningSocket(path: path)
            files.append(socket)
            try await listen(socket.fileDescriptor, acceptor)
        case .listening(let descriptor): try await listen(descriptor, acceptor)
        case .connected(let descriptor): try await adopt(descriptor, acceptor)
        }
    }

    private func listen(_ descriptor: Int32, _ acceptor: NIOLoopBound<Acceptor>) async throws {
        let channel = try await ServerBootstrap(group: eventLoop)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelInitializer { Self.admit($0, acceptor) }
            .withBoundSocket(descriptor).get()
        try await eventLoop.submit { acceptor.value.listen(channel) }.get()
    }

    private func adopt(_ descriptor: Int32, _ acceptor: NIOLoopBound<Acceptor>) async throws {
        _ = try await ClientBootstrap(group: eventLoop)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelOption(.maxMessagesPerRead, value: 1)
            .channelInitializer { Self.admit($0, acceptor) }
            .withConnectedSocket(descriptor).get()
    }

    private static func admit(_ channel: any Channel, _ acceptor: NIOLoopBound<Acceptor>) -> EventLoopFuture<Void> {
        PeerCredentials.of(channel).flatMapThrowing { try acceptor.value.admit(channel, $0) }
    }
}
