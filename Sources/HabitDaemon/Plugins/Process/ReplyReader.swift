internal import HabitKit
internal import Varlink

/// What a plugin sends, cut into the one reply that was asked for at a time; anything else is a failure.
struct ReplyReader {
    private var framer: MessageFramer
    private var isAsked = false
    private var replies = 0

    init(limit: Int) {
        framer = MessageFramer(limit: limit)
    }

    /// Whether it broke off within a message.
    var hasHalfMessage: Bool { framer.pendingBytes > 0 }

    /// A call was sent.
    mutating func ask() {
        isAsked = true
    }

    /// Takes what arrived; returns the reply when it is complete.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) throws(PluginFailure) -> ReplyMessage? {
        guard isAsked else { throw unasked }
        framer.append(bytes)
        guard let message = try framer.nextReply() else { return nil }
        isAsked = false
        replies += 1
        guard framer.pendingBytes == 0 else { throw unasked }
        return try framer.reply(at: message)
    }

    private var unasked: PluginFailure {
        PluginFailure(.unasked, replies == 0 ? "it spoke before it was asked" : "it answered twice")
    }
}
