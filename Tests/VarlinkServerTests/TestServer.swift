import Foundation
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Varlink

@testable import VarlinkServer

/// A real server on a real socket in a directory of its own; both are gone afterwards.
struct TestServer: Sendable {
    let path: String
    let service: TestService
    let bound: BoundServer
    let log: LogLines
    /// Opens when the server has ended by itself or was closed.
    let ended = Gate()

    /// Nobody but this process: calls and limits as in production, unless `configure` says otherwise.
    static func run(
        configure: (inout ServerConfiguration) -> Void = { _ in },
        _ body: @Sendable (TestServer) async throws -> Void
    ) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "varlink-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/socket"
        try await run(at: [.path(path)], path: path, configure: configure, body)
    }

    static func run(
        at addresses: [ListenAddress], path: String, services: [any VarlinkService]? = nil,
        configure: (inout ServerConfiguration) -> Void = { _ in },
        _ body: @Sendable (TestServer) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var configuration = ServerConfiguration(
            vendor: "Example", product: "Test", version: "1", url: "https://example.org")
        configure(&configuration)
        let service = TestService()
        let log = LogLines()
        let server = VarlinkServer(
            services: services ?? [service], configuration: configuration, eventLoop: group.next(),
            logger: Logger(label: "test") { _ in log.handler })
        do {
            let bound = try await server.bind(addresses)
            let test = TestServer(path: path, service: service, bound: bound, log: log)
            // On the loop's own thread: clients here block theirs, and must not be able to keep the server from
            // running.
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask(executorPreference: EventLoopTaskExecutor(group.next())) {
                    try await bound.run()
                    test.ended.open()
                }
                try await body(test)
                service.held.open()
                service.cancelled.open()
                await bound.close()
                try await tasks.waitForAll()
            }
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }

    func client() throws -> RawClient { try RawClient(path: path) }
}

/// Collects what a server logs.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    var handler: any LogHandler { Handler(lines: self) }

    private struct Handler: LogHandler {
        let lines: LogLines
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        init(lines: LogLines) {
            self.lines = lines
        }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.lines.withLock { $0.append("\(event.level): \(event.message)") }
        }
    }
}
