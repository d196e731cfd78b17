internal import ServiceLifecycle
internal import VarlinkServer

/// Serves the control interface until habitd is asked to end.
struct ControlServerService: Service, CustomStringConvertible {
    /// See ``EngineService/description``.
    var description: String { "control interface" }

    let server: BoundServer
    let notifier: Notifier

    func run() async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            group.addTask {
                try await gracefulShutdown()
                notifier.stopping()
            }
            // Either a connection that was handed over has ended, or we are asked to.
            try await group.next()
            await server.close()
            group.cancelAll()
        }
    }
}
