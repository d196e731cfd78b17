import Glibc

/// A socket that takes datagrams, as systemd's notification socket and the journal's do.
final class DatagramListener {
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard withUnixAddress(path, { bind(descriptor, $0, $1) }) == 0 else {
            throw Child.Failure(description: "cannot bind \(path): errno \(errno)")
        }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// The next datagram, waited for as long as it takes, within reason.
    func next() throws -> [UInt8] {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 120_000) == 1 else { throw Child.Failure(description: "no datagram came to \(path)") }
        return waitingDatagram() ?? []
    }

    /// A datagram that is already here.
    func waitingDatagram() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 262_144)
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : Array(buffer[..<count])
    }

    /// The fields of the next notification or journal record: `KEY=value` a line, or the journal's binary form.
    func nextFields() throws -> [String: String] {
        Self.fields(try next())
    }

    /// Reads on to the first datagram that has the field, with that value if one is given.
    func next(with key: String, _ value: String? = nil) throws -> [String: String] {
        while true {
            let fields = try nextFields()
            if let found = fields[key], value == nil || found == value { return fields }
        }
    }

    static func fields(_ datagram: [UInt8]) -> [String: String] {
        var rest = datagram[...]
        var fields: [String: String] = [:]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? (rest.isEmpty ? nil : rest.endIndex) {
            let line = rest[..<end]
            rest = rest[min(end + 1, rest.endIndex)...]
            if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                fields[String(decoding: line[..<equals], as: UTF8.self)] =
                    String(decoding: line[(equals + 1)...], as: UTF8.self)
            } else if !line.isEmpty, rest.count >= 8 {
                let length = rest.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
                let value = rest.dropFirst(8).prefix(length)
                fields[String(decoding: line, as: UTF8.self)] = String(decoding: value, as: UTF8.self)
                rest = rest.dropFirst(8 + length + 1)
            }
        }
        return fields
    }
}
