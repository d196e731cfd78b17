/// One connection's side of the protocol without any socket: bytes in, calls out, replies in, bytes out.
///
/// It holds the rules that a driver must not have to know: calls are read one at a time, the next one only when the
/// last reply to the current is out; a message that cannot be answered ends the connection, but what was asked before
/// it is still answered; the end of input lets every call received be answered first.
package struct CallStream: Sendable {
    /// Why the connection is over.
    package enum Ending: Equatable, Sendable {
        /// The peer said all it had to say, or we stop.
        case finished
        /// The peer broke the protocol.
        case malformed(String)
        /// The peer sent a message larger than allowed.
        case tooLarge(limit: Int)
    }

    /// What the driver does next.
    package enum Step: Equatable, Sendable {
        /// Answer this call, then ask again.
        case call(CallMessage)
        /// Nothing to do until more bytes come.
        case wait
        /// Send what is still to be sent, then close.
        case end(Ending)
    }

    private var framer: MessageFramer
    private var inputEnded = false
    private var ending: Ending?
    private var current: CallMessage.Mode?
    /// Counts the calls, so that a reply to an old one cannot slip into another's place.
    package private(set) var callNumber = 0

    package init(messageLimit: Int) {
        framer = MessageFramer(limit: messageLimit)
    }

    /// Whether a call is being answered.
    package var isBusy: Bool { current != nil }

    /// Takes what the peer sent.
    package mutating func receive(_ bytes: UnsafeRawBufferPointer) {
        if ending == nil, !inputEnded { framer.append(bytes) }
    }

    /// The peer will send nothing more, but may still read.
    package mutating func receiveEnd() {
        inputEnded = true
    }

    /// Ends the connection once the current call is answered, whatever else was received.
    package mutating func stop() {
        if ending == nil { ending = .finished }
    }

    /// Whether more bytes are welcome. Not while a whole message waits: what a peer sends ahead stays in its own
    /// buffers.
    package mutating func wantsInput() -> Bool {
        ending == nil && !inputEnded && framer.pendingBytes <= framer.limit && !framer.hasMessage()
    }

    /// The number of the message that has begun and not ended, if there is one.
    package mutating func halfSentMessage() -> Int? {
        ending == nil && framer.pendingBytes > 0 && !framer.hasMessage() ? callNumber + 1 : nil
    }

    /// The next call, to be asked for when the last is answered.
    package mutating func next() -> Step {
        precondition(current == nil, "a call is still to be answered")
        if let ending { return .end(ending) }
        do {
            guard let range = try framer.next() else { return inputEnded ? end(atEndOfInput()) : .wait }
            let call = try framer.withMessage(range) { bytes throws(MalformedMessage) in
                try CallMessage(parsing: bytes)
            }
            guard call.mode != .upgrade else { return end(.malformed("an upgrade is not offered")) }
            current = call.mode
            callNumber += 1
            return .call(call)
        } catch let error as MalformedMessage {
            return end(.malformed(error.reason))
        } catch {
            return end(.tooLarge(limit: framer.limit))
        }
    }

    /// The bytes of a reply after which more follow, or nil when the call is over or wants no such reply.
    package func reply(continuing parameters: [UInt8], toCall number: Int) -> [UInt8]? {
        guard current == .more, number == callNumber else { return nil }
        return ReplyMessage(parameters: parameters, continues: true).encoded()
    }

    /// The bytes of the last reply to the current call; nil when it wants none.
    package mutating func finish(_ reply: ReplyMessage) -> [UInt8]? {
        defer { current = nil }
        return current == .oneway ? nil : reply.encoded()
    }

    /// Drops the current call: there is nobody to answer, or no reply that would be true.
    package mutating func abandon() {
        current = nil
        stop()
    }

    private mutating func end(_ ending: Ending) -> Step {
        self.ending = ending
        framer = MessageFramer(limit: framer.limit)
        return .end(ending)
    }

    private func atEndOfInput() -> Ending {
        framer.pendingBytes == 0 ? .finished : .malformed("the last message has no end")
    }
}
