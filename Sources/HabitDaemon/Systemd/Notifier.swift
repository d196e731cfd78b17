internal import CSystemd
internal import Glibc
internal import HabitKit

/// Tells the service manager how habitd is, over the datagram socket it named in `NOTIFY_SOCKET`; silent without one.
package struct Notifier: Sendable {
    private let path: String?
    /// How often the manager wants to hear from the event loop; nil when it does not ask.
    package let watchdogInterval: Duration?

    package init(environment: [String: String], processID: Int32 = getpid()) {
        path = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        watchdogInterval = path == nil ? nil : Self.watchdog(environment, processID)
    }

    package var isActive: Bool { path != nil }

    package func ready(status: String) {
        send("READY=1\nSTATUS=\(SafeText.oneLine(status))", patience: .seconds(1))
    }

    package func status(_ text: String) {
        send("STATUS=\(SafeText.oneLine(text))", patience: nil)
    }

    /// - Parameter monotonic: CLOCK_MONOTONIC now, which `Type=notify-reload` compares with its signal.
    package func reloading(monotonic: Duration) {
        send("RELOADING=1\nMONOTONIC_USEC=\(monotonic.microseconds)", patience: .seconds(1))
    }

    package func stopping() {
        send("STOPPING=1\nSTATUS=Stopping", patience: .seconds(1))
    }

    package func watchdog() {
        send("WATCHDOG=1", patience: nil)
    }

    /// Half of what the manager waits, as its manual advises.
    private static func watchdog(_ environment: [String: String], _ processID: Int32) -> Duration? {
        guard let text = environment["WATCHDOG_USEC"], let microseconds = Int64(text), microseconds > 1 else {
            return nil
        }
        if let owner = environment["WATCHDOG_PID"], owner != String(processID) { return nil }
        return .microseconds(microseconds / 2)
    }

    /// Sends one datagram. Without patience a full queue loses it: a later status says more anyway.
    private func send(_ text: String, patience: Duration?) {
        guard let path, var address = Self.address(path) else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if let patience {
            var wait = timeval(tv_sec: Int(patience.wholeSeconds), tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        }
        let flags = Int32(MSG_NOSIGNAL) | (patience == nil ? Int32(MSG_DONTWAIT) : 0)
        let bytes = Array(text.utf8)
        withUnsafePointer(to: &address.value) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                _ = bytes.withUnsafeBytes { sendto(descriptor, $0.baseAddress, $0.count, flags, name, address.length) }
            }
        }
    }

    /// `/path`, or `@name` in the abstract namespace.
    private static func address(_ path: String) -> (value: sockaddr_un, length: socklen_t)? {
        var bytes = Array(path.utf8)
        guard bytes.count < 108, path.hasPrefix("/") || path.hasPrefix("@") else { return nil }
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        var value = sockaddr_un()
        value.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &value.sun_path) { $0.copyBytes(from: bytes) }
        let header = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
        return (value, socklen_t(header + bytes.count))
    }
}
