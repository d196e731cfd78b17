internal import ServiceLifecycle
internal import VarlinkServer

/// Serves the control interface until habitd is asked to end; then streams get their last reply.
struct ControlServerService: Service {
    let server: BoundServer
    let watchers: Watchers
    let notifier: Notifier

    func run() async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            group.addTask {
                try await gracefulShutdown()
                notifier.stopping()
                watchers.close()
            }
            // Either a connection that was handed over has ended, or we are asked to.
            try await group.next()
            await server.close()
            group.cancelAll()
        }
    }
}
