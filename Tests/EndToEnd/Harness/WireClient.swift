import Foundation
import Glibc

/// A client of the control socket that shares no code with ours: bytes out, JSON in.
final class WireClient {
    private let descriptor: Int32
    private var waiting: [UInt8] = []

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard withUnixAddress(path, { connect(descriptor, $0, $1) }) == 0 else {
            close(descriptor)
            throw Child.Failure(description: "cannot connect to \(path): errno \(errno)")
        }
    }

    deinit { close(descriptor) }

    /// Sends a call and does not wait.
    func send(_ method: String, _ parameters: String = "{}", more: Bool = false) {
        let flag = more ? #","more":true"# : ""
        send(bytes: Array(#"{"method":"io.habitd.Control.\#(method)","parameters":\#(parameters)\#(flag)}"#.utf8) + [0])
    }

    func send(bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(descriptor, buffer.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// The next reply; nil when the daemon has gone or closed the connection.
    func reply() throws -> [String: Any]? {
        while true {
            if let end = waiting.firstIndex(of: 0) {
                defer { waiting.removeSubrange(...end) }
                return try JSONSerialization.jsonObject(with: Data(waiting[..<end])) as? [String: Any]
            }
            var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 120_000) == 1 else { throw Child.Failure(description: "no reply came") }
            var chunk = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            waiting += chunk[..<count]
        }
    }

    /// A call and its reply's parameters; an error reply fails.
    func call(_ method: String, _ parameters: String = "{}") throws -> [String: Any] {
        send(method, parameters)
        guard let answer = try reply() else { throw Child.Failure(description: "\(method): the connection was closed") }
        if let error = answer["error"] { throw Child.Failure(description: "\(method): \(error) \(answer)") }
        return answer["parameters"] as? [String: Any] ?? [:]
    }
}
