internal import HabitKit
internal import Varlink

/// Replies out of a program's bytes, with what is wrong with them told as a failure of the program.
extension MessageFramer {
    /// The place of the next whole message, or nil until more arrives.
    mutating func nextReply() throws(PluginFailure) -> Range<Int>? {
        do throws(MessageLimitExceeded) {
            return try next()
        } catch {
            throw PluginFailure(.tooLong, "its answer is longer than \(Self.size(error.limit)), or has no end (a NUL)")
        }
    }

    /// The reply that ``nextReply()`` found.
    func reply(at message: Range<Int>) throws(PluginFailure) -> ReplyMessage {
        do throws(MalformedMessage) {
            return try withMessage(message) { bytes throws(MalformedMessage) in try ReplyMessage(parsing: bytes) }
        } catch {
            throw PluginFailure(.malformed, "its answer is malformed", words: error.reason)
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}
