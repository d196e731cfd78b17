import Glibc
import Testing

/// Another user's rights to files, where the tests run as root, to whom every file is open.
enum OtherUser {
    /// Runs `body` on this thread with the rights of `user`; as we are, where we are not root.
    static func run<Value>(_ user: uid_t = 65_534, _ body: () throws -> Value) throws -> Value {
        // glibc has it, its Swift module does not.
        typealias SetUser = @convention(c) (uid_t) -> Int32
        let setUser = unsafeBitCast(try #require(dlsym(nil, "setfsuid")), to: SetUser.self)
        let isRoot = geteuid() == 0
        if isRoot { _ = setUser(user) }
        defer { if isRoot { _ = setUser(0) } }
        return try body()
    }
}
