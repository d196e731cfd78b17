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

    private struct State {
        var held: Held?
        var changes = 0
    }

    private let state = Mutex(State())

    /// How often something that shows has changed: taken before a reply is made, and given to ``hold(_:at:zone:since:)``.
    var changes: Int { state.withLock { $0.changes } }

    /// The reply at `now`, where it is known.
    func reply(at now: Instant) -> [UInt8]? {
        state.withLock { state in
            guard var current = state.held, current.minute == Self.minute(now) else { return nil }
            if current.second != now.seconds {
                current.second = now.seconds
                current.bytes = current.text.bytes(now: now.iso8601(in: current.zone))
                state.held = current
            }
            return current.bytes
        }
    }

    /// Encodes the reply, and keeps it unless something has changed while it was made.
    func hold(_ reply: Control.StatusReply, at now: Instant, zone: Zone, since changes: Int) -> [UInt8] {
        let text = StatusText(reply)
        let bytes = text.bytes(now: now.iso8601(in: zone))
        state.withLock { state in
            guard state.changes == changes else { return }
            state.held = Held(text: text, zone: zone, minute: Self.minute(now), second: now.seconds, bytes: bytes)
        }
        return bytes
    }

    /// Something that shows has changed.
    func invalidate() {
        state.withLock { state in
            state.held = nil
            state.changes += 1
        }
    }

    private static func minute(_ instant: Instant) -> Int64 {
        instant.seconds / 60
    }
}
