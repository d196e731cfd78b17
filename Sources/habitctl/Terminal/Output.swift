internal import Glibc

/// Standard output and standard error. A reader that goes early ends the program quietly and well; an output that cannot be
/// written to is an error.
enum Output {
    /// The output could not be written, for another reason than a reader that is gone.
    struct Refused: Error {
        let errno: Int32
    }

    /// The reader is gone: nothing is left to do, and that is no failure.
    struct ReaderGone: Error {}

    /// Takes the places of standard streams that were closed, else the socket would get one and be written to as if it
    /// were the output. What fills them cannot be written to, so the loss still shows.
    static func holdStandardPlaces() {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free descriptor is given, which is this one.
            _ = open("/dev/null", O_RDONLY)
        }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
            }
            if count >= 0 {
                sent += count
            } else if errno == EPIPE {
                throw ReaderGone()
            } else if errno == EAGAIN {
                // A terminal or pipe that someone else made non-blocking: wait until it takes more.
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&entry, 1, -1)
            } else if errno != EINTR {
                throw Refused(errno: errno)
            }
        }
    }

    static func print(_ text: String) throws {
        try write(Array((text + "\n").utf8))
    }

    static func print(_ lines: [String]) throws {
        guard !lines.isEmpty else { return }
        try print(lines.joined(separator: "\n"))
    }

    /// For people: what went wrong, what to do. There is nobody to tell when that fails too.
    static func complain(_ text: String) {
        try? write(Array((text + "\n").utf8), to: STDERR_FILENO)
    }
}
