internal import Glibc
internal import HabitKit
internal import Varlink

/// Calls to habitd: connects at the first one.
final class ControlClient {
    let path: String
    /// How long a call may take that does not say so itself.
    var patience: Duration = .seconds(10)
    private var connection: VarlinkConnection?

    init(path: String = ControlClient.socketPath()) {
        self.path = path
    }

    /// The reply's parameters as they came.
    func raw(_ method: String, _ parameters: [UInt8] = []) throws -> [UInt8] {
        try connected().callRaw(Self.fullName(method), parameters: parameters)
    }

    func raw(_ method: String, _ parameters: some Encodable) throws -> [UInt8] {
        try raw(method, JSONText.encode(parameters))
    }

    func call<R: Decodable>(_ method: String, _ parameters: some Encodable = NoParameters()) throws -> R {
        try connected().call(Self.fullName(method), parameters)
    }

    /// The name and version the daemon tells of itself.
    func serviceInfo() throws -> ServiceInfo {
        try connected().call("org.varlink.service.GetInfo")
    }

    struct ServiceInfo: Decodable {
        var product: String
        var version: String
    }

    /// Every reply of a method that answers with many. `patience` nil waits for ever.
    func stream(
        _ method: String, _ parameters: some Encodable = NoParameters(), patience: Duration? = .seconds(10),
        _ body: ([UInt8]) throws -> Void
    ) throws {
        let connection = try connected()
        connection.setTimeout(patience)
        try connection.streamRaw(Self.fullName(method), parameters: JSONText.encode(parameters)) {
            try body($0)
            return true
        }
    }

    /// The next call connects anew.
    func disconnect() {
        connection = nil
    }

    private func connected() throws -> VarlinkConnection {
        if let connection { return connection }
        let opened = try VarlinkConnection(path: path)
        opened.setTimeout(patience)
        connection = opened
        return opened
    }

    private static func fullName(_ method: String) -> String { Control.interfaceName + "." + method }

    /// Where habitd listens, by the rule both programs share.
    static func socketPath() -> String {
        SocketPath.resolve(
            environment: Surroundings.environment(["XDG_RUNTIME_DIR", "TMPDIR"]), userID: getuid(),
            isOwnDirectory: Surroundings.isOwnDirectory)
    }
}
