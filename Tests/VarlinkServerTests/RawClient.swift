import Glibc
import Testing

@testable import Varlink

/// A client that sends whatever it is told and reads whatever comes.
final class RawClient {
    let descriptor: Int32
    private var framer = MessageFramer(limit: 16 << 20)

    init(path: String) throws {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        try UnixAddress(path: path).withKernelAddress { address, length throws(TransportError) in
            guard connect(descriptor, address, length) == 0 else { throw .unreachable(path: path, errno: errno) }
        }
        limitWait()
    }

    init(owning descriptor: Int32) {
        self.descriptor = descriptor
        limitWait()
    }

    /// A server that never answers must fail the test, not hang it.
    private func limitWait() {
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Sends what the socket takes without waiting; the count of bytes sent.
    func sendWithoutWaiting(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes {
            max(0, Glibc.send(descriptor, $0.baseAddress!, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)))
        }
    }

    func call(_ method: String, _ parameters: String = "{}", mode: CallMessage.Mode = .single) {
        send(
            CallMessage(method: "org.example.test.\(method)", parameters: Array(parameters.utf8), mode: mode).encoded())
    }

    func endOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next message, or nil at the end of the connection.
    func message() -> String? {
        while true {
            if let range = try? framer.next() {
                return framer.withMessage(range) { String(decoding: $0, as: UTF8.self) }
            }
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else {
                if count < 0, errno == EAGAIN { Issue.record("the server said nothing for 30 seconds") }
                return nil
            }
            buffer[..<count].withUnsafeBytes { framer.append($0) }
        }
    }

    /// Every message until the end of the connection.
    func messages() -> [String] {
        var all: [String] = []
        while let message = message() { all.append(message) }
        return all
    }
}
