import Glibc
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct NotifierTests {
    /// A notification socket as systemd makes one.
    private final class Manager {
        let path: String
        private let descriptor: Int32

        init(path: String) throws {
            self.path = path
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            var bytes = Array(path.utf8)
            if path.hasPrefix("@") { bytes[0] = 0 }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let length = socklen_t(2 + bytes.count)
            let code = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(code == 0)
        }

        deinit {
            close(descriptor)
            unlink(path)
        }

        /// What has come already; sending to a local socket is done when it returns.
        func next() -> String? {
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
        }
    }

    @Test func `each notification is one datagram in systemd's words`() throws {
        let folder = try StoreFolder()
        let manager = try Manager(path: folder.root + "/notify")
        let notifier = Notifier(environment: ["NOTIFY_SOCKET": manager.path])
        notifier.ready(status: "Next: Hydration at 15:40\nREADY=0")
        #expect(manager.next() == "READY=1\nSTATUS=Next: Hydration at 15:40\\nREADY=0")
        notifier.status("Paused until 14:00")
        #expect(manager.next() == "STATUS=Paused until 14:00")
        notifier.reloading(monotonic: .milliseconds(1500))
        #expect(manager.next() == "RELOADING=1\nMONOTONIC_USEC=1500000")
        notifier.watchdog()
        #expect(manager.next() == "WATCHDOG=1")
        notifier.stopping()
        #expect(manager.next() == "STOPPING=1\nSTATUS=Stopping")
        #expect(manager.next() == nil)
    }

    @Test func `a socket in the abstract namespace is reached too`() throws {
        let manager = try Manager(path: "@habitd-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))")
        Notifier(environment: ["NOTIFY_SOCKET": manager.path]).status("here")
        #expect(manager.next() == "STATUS=here")
    }

    @Test func `a manager that is gone or full keeps nobody waiting`() throws {
        let folder = try StoreFolder()
        let manager = try Manager(path: folder.root + "/notify")
        let notifier = Notifier(environment: ["NOTIFY_SOCKET": manager.path])
        // Far more than any queue of datagrams holds.
        for number in 0..<2000 { notifier.status("\(number)") }
        #expect(manager.next() == "STATUS=0")
        Notifier(environment: ["NOTIFY_SOCKET": folder.root + "/nobody"]).ready(status: "unheard")
    }

    @Test(arguments: [
        (["WATCHDOG_USEC": "600000000"], Duration.seconds(300)),
        (["WATCHDOG_USEC": "600000000", "WATCHDOG_PID": "7"], .seconds(300)),
        (["WATCHDOG_USEC": "600000000", "WATCHDOG_PID": "8"], nil), (["WATCHDOG_USEC": "0"], nil), ([:], nil),
        (["WATCHDOG_USEC": "soon"], nil),
    ])
    func `the watchdog is fed at half its patience, and only where it is ours`(
        extra: [String: String], interval: Duration?
    ) {
        let environment = extra.merging(["NOTIFY_SOCKET": "/run/nowhere"]) { $1 }
        #expect(Notifier(environment: environment, processID: 7).watchdogInterval == interval)
        #expect(Notifier(environment: extra, processID: 7).watchdogInterval == nil)
    }
}
