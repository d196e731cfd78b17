import Glibc

/// A running habitd, ready when `init` returns: it is started as systemd does, with a notification socket.
final class Daemon {
    let child: Child
    let notifications: DatagramListener
    /// The notification that told READY.
    let ready: [String: String]
    private static let counter = Counter()

    /// - Parameter enclosure: the namespace to start it in.
    init(
        in sandbox: Sandbox, _ arguments: [String] = [], enclosure: Enclosure? = nil, variables: [String: String] = [:],
        wrapper: [String] = []
    ) throws {
        notifications = try DatagramListener(path: sandbox.root + "/notify\(Self.counter.next())")
        var environment = sandbox.environment.merging(variables) { $1 }
        environment["NOTIFY_SOCKET"] = notifications.path
        let command = (enclosure?.prefix ?? []) + wrapper + [Sandbox.program("habitd")] + arguments
        let child = try Child(command, environment: environment, directory: sandbox.outputDirectory)
        self.child = child
        do {
            ready = try notifications.next(with: "READY", "1")
        } catch {
            throw Child.Failure(description: "habitd was not ready: \(child.output)\(child.errors)")
        }
    }

    /// Every notification that waits to be read, as it was sent.
    func notificationsSoFar() -> [String] {
        var all: [String] = []
        while let datagram = notifications.waitingDatagram() { all.append(String(decoding: datagram, as: UTF8.self)) }
        return all
    }

    /// Ends it as systemd does; any other end than a clean one fails.
    func stop() throws {
        child.signal(SIGTERM)
        let code = try child.wait()
        guard code == 0 else { throw Child.Failure(description: "habitd ended with \(code): \(child.errors)") }
    }

    /// Ends it as a power cut does.
    func cut() throws {
        child.signal(SIGKILL)
        try child.wait()
    }
}
