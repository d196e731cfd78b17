package import Glibc

/// Where a Unix socket is: a path, or a name of Linux's abstract kind.
public struct UnixAddress: Sendable, Equatable, CustomStringConvertible {
    /// Longest path in bytes: what `sun_path` holds besides the NUL at its end.
    public static let pathLimit = 107

    /// The path, or the abstract name without its `@`.
    public let path: String
    /// Whether it is an abstract name, which no file stands for.
    public let isAbstract: Bool

    /// A plain path.
    public init(path: String) {
        self.path = path
        self.isAbstract = false
    }

    /// A Varlink address: `unix:/path`, `unix:@name` or a plain path. What follows a `;` is ignored.
    ///
    /// - Throws: `TransportError.unsupportedAddress` for every other kind, such as `tcp:`.
    public init(parsing address: String) throws(TransportError) {
        let bare = address.prefix { $0 != ";" }
        let isPlainPath = bare.hasPrefix("/") || bare.hasPrefix("./")
        guard isPlainPath || bare.hasPrefix("unix:") else { throw .unsupportedAddress(address) }
        let place = isPlainPath ? bare : bare.dropFirst("unix:".count)
        isAbstract = place.hasPrefix("@")
        path = String(isAbstract ? place.dropFirst() : place)
        guard !path.isEmpty else { throw .unsupportedAddress(address) }
    }

    /// The address as Varlink writes it.
    public var description: String { isAbstract ? "unix:@\(path)" : "unix:\(path)" }

    /// Lends the address in the kernel's form.
    ///
    /// - Throws: `TransportError.pathTooLong`, or what `body` throws.
    package func withKernelAddress<R>(
        _ body: (UnsafePointer<sockaddr>, socklen_t) throws(TransportError) -> R
    ) throws(TransportError) -> R {
        let name = isAbstract ? [0] + Array(path.utf8) : Array(path.utf8) + [0]
        guard path.utf8.count <= Self.pathLimit else { throw .pathTooLong(path: path, limit: Self.pathLimit) }
        guard !path.utf8.contains(0) else { throw .unsupportedAddress(description) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
        let length = MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + name.count } ?? 0
        return try withUnsafePointer(to: &address) { pointer throws(TransportError) in
            try UnsafeRawPointer(pointer).withMemoryRebound(to: sockaddr.self, capacity: 1) {
                generic throws(TransportError) in
                try body(generic, socklen_t(length))
            }
        }
    }
}
