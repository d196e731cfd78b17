internal import CSystemd
internal import Dispatch
internal import Glibc
internal import HabitKit
internal import Varlink

/// A plugin's program with its socket in our hands, for what habitd itself never does: calls in pieces, two at once.
///
/// It waits where it stands: only a check uses it, which has nothing else to do.
final class RawTalk {
    private let child: ChildProcess
    private let socket: Int32
    private let output: Int32
    private let hasEnded = DispatchSemaphore(value: 0)
    private var framer: MessageFramer
    private let patience: Duration
    private var isOpen = true

    /// Starts the program.
    init(_ launch: PluginLaunch) throws(PluginFailure) {
        let (mark, ended) = (ProcessMark(), hasEnded)
        let started = try launch.start(mark: mark) { _ in
            mark.endAll()
            ended.signal()
        }
        child = started.child
        socket = started.socket
        output = started.output
        framer = MessageFramer(limit: launch.limits.reply)
        patience = launch.limits.deadline
    }

    deinit {
        if isOpen { close(socket) }
        close(output)
        child.signalGroup(SIGKILL)
    }

    /// Sends bytes at once; what is not taken is lost, which the missing reply tells.
    func send(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        _ = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    /// Sends bytes in pieces, each when the program has read the one before, or a while later.
    func send(_ bytes: [UInt8], inPieces count: Int) {
        let size = max(1, bytes.count / count)
        for start in stride(from: 0, to: bytes.count, by: size) {
            send(bytes[start..<min(start + size, bytes.count)])
            var unread: Int32 = 1
            for _ in 0..<100 where unread > 0 {
                usleep(1000)
                if ioctl(socket, UInt(TIOCOUTQ), &unread) != 0 { break }
            }
        }
    }

    /// The next message, or why there is none.
    func reply() throws(PluginFailure) -> (message: ReplyMessage, size: Int) {
        let until = ClockReading.sinceBoot() + patience
        while true {
            if let found = try next() { return found }
            var awaited = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            let left = until - ClockReading.sinceBoot()
            guard left > .zero, poll(&awaited, 1, Int32(clamping: left.microseconds / 1000 + 1)) != 0 else {
                throw PluginFailure(.timedOut, "no answer came within \(DurationText.print(patience))")
            }
            guard receive() else { throw PluginFailure(.exited, "it closed its socket instead of answering") }
        }
    }

    private func next() throws(PluginFailure) -> (message: ReplyMessage, size: Int)? {
        guard let range = try framer.nextReply() else { return nil }
        return (try framer.reply(at: range), range.count)
    }

    private func receive() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
            let count = recv(socket, buffer.baseAddress, buffer.count, 0)
            if count < 0, errno == EINTR || errno == EAGAIN { return true }
            guard count > 0 else { return false }
            framer.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return true
        }
    }

    /// Closes the socket; returns how long the program then took to end, nil when that was more than a second.
    func hangUp() -> Duration? {
        let start = ClockReading.sinceBoot()
        isOpen = false
        close(socket)
        guard hasEnded.wait(timeout: .now() + .seconds(1)) == .success else { return nil }
        return ClockReading.sinceBoot() - start
    }
}
