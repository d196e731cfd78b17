internal import HabitKit
internal import Synchronization

/// The latest Status reply, encoded once. It holds until the day changes or its minute passes; within the same
/// second the very same bytes are sent.
final class StatusCache: Sendable {
    private struct Held {
        var text: StatusText
        var zone: Zone
        var minute: Int64
        var second: Int64
        var bytes: [UInt8]
    }

    private let held = Mutex<Held?>(nil)

    /// The reply at `now`, where it is known.
    func reply(at now: Instant) -> [UInt8]? {
        held.withLock { held in
            guard var current = held, current.minute == Self.minute(now) else { return nil }
            if current.second != now.seconds {
                current.second = now.seconds
                current.bytes = current.text.bytes(now: now.iso8601(in: current.zone))
                held = current
            }
            return current.bytes
        }
    }

    func hold(_ reply: Control.StatusReply, at now: Instant, zone: Zone) -> [UInt8] {
        let text = StatusText(reply)
        let bytes = text.bytes(now: now.iso8601(in: zone))
        held.withLock {
            $0 = Held(text: text, zone: zone, minute: Self.minute(now), second: now.seconds, bytes: bytes)
        }
        return bytes
    }

    /// Something that shows has changed.
    func invalidate() {
        held.withLock { $0 = nil }
    }

    private static func minute(_ instant: Instant) -> Int64 {
        instant.seconds / 60
    }
}
