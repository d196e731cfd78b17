import Glibc

/// Two connected ends. A socket pair and not a pipe, since only it can be made close-on-exec at once:
/// tests run side by side, and an end that leaked into another test's process would never tell its end.
func socketPair() throws -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
        throw Child.Failure(description: "no socket pair: errno \(errno)")
    }
    return (ends[0], ends[1])
}
