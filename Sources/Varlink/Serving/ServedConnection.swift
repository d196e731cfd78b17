internal import Glibc

/// A small blocking server: one connection, one call at a time, no event loop.
///
/// ```swift
/// var connection = ServedConnection(fileDescriptor: 3)
/// while let call = connection.nextCall() { connection.finish(answer(call)) }
/// ```
package struct ServedConnection: ~Copyable {
    private let socket: StreamSocket
    private var stream: CallStream
    /// Why it is over; nil while it is not.
    package private(set) var ending: CallStream.Ending?

    /// Takes over a connected stream socket, which is closed with this value.
    package init(fileDescriptor: Int32, messageLimit: Int = MessageFramer.defaultLimit) {
        socket = StreamSocket(owning: fileDescriptor, timeout: nil)
        stream = CallStream(messageLimit: messageLimit)
    }

    /// Waits for somebody to connect to a listening socket.
    ///
    /// - Throws: `TransportError.closed` where nobody can any more.
    package static func accept(from listener: Int32) throws(TransportError) -> ServedConnection {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            if descriptor >= 0 {
                _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                return ServedConnection(fileDescriptor: descriptor)
            }
            guard errno == EINTR || errno == ECONNABORTED else { throw .closed }
        }
    }

    /// Waits for the next call, to be asked for when the last is answered; nil when there will be none.
    package mutating func nextCall() -> CallMessage? {
        while true {
            switch stream.next() {
            case .call(let call): return call
            case .wait: receive()
            case .end(let ending):
                self.ending = ending
                return nil
            }
        }
    }

    /// Sends the reply to the current call, if it wants one. A peer that is gone ends the connection.
    package mutating func finish(_ reply: ReplyMessage) {
        guard let bytes = stream.finish(reply) else { return }
        do throws(TransportError) { try socket.send(bytes) } catch { stream.stop() }
    }

    private mutating func receive() {
        do throws(TransportError) {
            let isOpen = try socket.receive(until: Deadline(after: nil)) { stream.receive($0) }
            if !isOpen { stream.receiveEnd() }
        } catch {
            stream.stop()
        }
    }
}
