internal import Glibc

/// A blocking stream socket that sends all or nothing and waits no longer than told.
final class StreamSocket {
    private let fileDescriptor: Int32
    /// How long one send or one reply may take; nil waits for ever.
    var timeout: Duration?

    /// Takes over a connected socket, which is closed with this value.
    init(owning fileDescriptor: Int32, timeout: Duration?) {
        self.fileDescriptor = fileDescriptor
        self.timeout = timeout
    }

    /// Connects to an address.
    convenience init(connecting address: UnixAddress, timeout: Duration?) throws(TransportError) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .unreachable(path: address.path, errno: errno) }
        self.init(owning: descriptor, timeout: timeout)
        applySendTimeout()
        let failure = try address.withKernelAddress { pointer, length throws(TransportError) -> Int32 in
            while connect(descriptor, pointer, length) != 0 {
                // A signal may cut the wait for a place in the backlog short; connecting a Unix socket can be repeated.
                guard errno == EINTR else { return errno }
            }
            return 0
        }
        // With a send timeout set, a backlog that stays full ends in EAGAIN.
        if failure == EAGAIN { throw .timedOut }
        guard failure == 0 else { throw .unreachable(path: address.path, errno: failure) }
    }

    deinit {
        _ = Glibc.close(fileDescriptor)
    }

    /// The kernel holds sends to the timeout by itself; receives go by a deadline for the whole reply instead.
    func applySendTimeout() {
        let (seconds, attoseconds) = (timeout ?? .zero).components
        // Zero means no limit to the kernel, so a limit is at least a microsecond.
        let floor = timeout == nil ? 0 : 1
        var value = timeval(
            tv_sec: Int(seconds),
            tv_usec: max(Int(attoseconds / 1_000_000_000_000), seconds == 0 ? floor : 0))
        setsockopt(fileDescriptor, SOL_SOCKET, SO_SNDTIMEO, &value, socklen_t(MemoryLayout<timeval>.size))
    }

    /// Sends every byte. A peer that is gone is an error here, never a SIGPIPE.
    func send(_ bytes: [UInt8]) throws(TransportError) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    fileDescriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN {
                throw .timedOut
            } else if errno != EINTR {
                throw .closed
            }
        }
    }

    /// Receives what is there and lends it to `body`, waiting for it until `deadline`; false when the peer has closed.
    func receive(until deadline: Deadline, _ body: (UnsafeRawBufferPointer) -> Void) throws(TransportError) -> Bool {
        let (count, failure) = withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
            while true {
                guard deadline.wait(for: fileDescriptor) else { return (-1, ETIMEDOUT) }
                let count = recv(fileDescriptor, buffer.baseAddress, buffer.count, 0)
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                if count > 0 { body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
                return (count, errno)
            }
        }
        if count >= 0 { return count > 0 }
        throw failure == ETIMEDOUT ? .timedOut : .closed
    }
}

/// A moment on the monotonic clock until which to wait, or never.
struct Deadline {
    private let nanoseconds: Int64?

    init(after timeout: Duration?) {
        nanoseconds = timeout.map { timeout in
            let (seconds, attoseconds) = timeout.components
            return Self.now().addingReportingOverflow(
                seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue
            ).partialValue + attoseconds / 1_000_000_000
        }
    }

    /// Waits until the socket has something to read; false when the deadline has passed.
    func wait(for fileDescriptor: Int32) -> Bool {
        guard let nanoseconds else { return true }
        while true {
            var entry = pollfd(fd: fileDescriptor, events: Int16(POLLIN), revents: 0)
            let left = max(0, nanoseconds - Self.now())
            let ready = poll(&entry, 1, Int32(clamping: (left + 999_999) / 1_000_000))
            if ready > 0 { return true }
            if ready == 0, Self.now() >= nanoseconds { return false }
            if ready < 0, errno != EINTR { return true }
        }
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
