package import HabitEngine
package import HabitKit
internal import Synchronization

/// Everyone who watches over the socket. Each has a queue of its own; one that does not keep up loses its stream,
/// and nobody waits for it.
package final class Watchers: Announcer {
    private struct State {
        var zone = Zone.utc
        var titles: [String: String] = [:]
        var next = 0
        var continuations: [Int: AsyncStream<Control.Event>.Continuation] = [:]
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: events that may wait for one watcher.
    package init(capacity: Int = 256) {
        self.capacity = capacity
    }

    package func update(habits: [PlannedHabit], zone: Zone) {
        state.withLock {
            $0.zone = zone
            $0.titles = Dictionary(habits.map { ($0.id, $0.title) }) { $1 }
        }
    }

    /// Events from now on; ends when the watcher falls too far behind or habitd stops.
    package func subscribe() -> AsyncStream<Control.Event> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Control.Event.self, bufferingPolicy: .bufferingOldest(capacity))
        let number = state.withLock { state in
            state.next += 1
            state.continuations[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number) }
        return stream
    }

    package func announce(_ announcement: Announcement) {
        let zone = state.withLock { $0.zone }
        send(Self.event(for: announcement, zone: zone))
    }

    package func tell(_ news: PlannerNews) {
        let (zone, title) = state.withLock { state in (state.zone, news.habit.flatMap { state.titles[$0] }) }
        send(
            Control.Event(
                kind: news.kind.rawValue, at: news.at.iso8601(in: zone), habit: news.habit, title: title,
                reason: news.reason))
    }

    package func reloaded(at instant: Instant, reason: String) {
        let zone = state.withLock { $0.zone }
        send(Control.Event(kind: "reloaded", at: instant.iso8601(in: zone), reason: reason))
    }

    static func event(for announcement: Announcement, zone: Zone) -> Control.Event {
        let first = announcement.prompts.first
        return Control.Event(
            kind: "prompt", at: announcement.at.iso8601(in: zone), habit: first?.habit,
            title: announcement.prompts.map(\.title).joined(separator: ", "),
            message: announcement.prompts.map(\.message).joined(separator: "\n"), reason: first?.reason,
            prompts: announcement.prompts.map { prompt in
                Control.PlannedPrompt(
                    habit: prompt.habit, title: prompt.title, at: prompt.due.iso8601(in: zone),
                    message: prompt.message, reason: prompt.reason)
            })
    }

    private func send(_ event: Control.Event) {
        let all = state.withLock { $0.continuations }
        for (number, continuation) in all {
            if case .dropped = continuation.yield(event) {
                continuation.finish()
                remove(number)
            }
        }
    }

    private func remove(_ number: Int) {
        _ = state.withLock { $0.continuations.removeValue(forKey: number) }
    }
}
