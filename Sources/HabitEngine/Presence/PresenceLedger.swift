import HabitKit

/// Where the user was over the day: closed spans and one that is still open. Every moment between the first span
/// and now is in exactly one span, but for the time in which the daemon did not run.
struct PresenceLedger: Sendable, Equatable, Codable {
    /// The state now.
    private(set) var state: PresenceState
    /// When the open span began.
    private(set) var since: Instant
    /// Ascending and apart.
    private(set) var closed: [Span] = []

    struct Span: Sendable, Equatable, Codable {
        var state: PresenceState
        var range: Range<Instant>
    }

    init(state: PresenceState = .unknown, since: Instant) {
        self.state = state
        self.since = since
    }

    /// When the presence or the absence that goes on began: a suspend within an absence does not end it.
    var began: Instant {
        guard !state.counts else { return since }
        var start = since
        for span in closed.reversed() {
            guard !span.state.counts, span.range.upperBound == start else { break }
            start = span.range.lowerBound
        }
        return start
    }

    /// Ends the open span at `instant` and opens one of `state`.
    mutating func change(to state: PresenceState, at instant: Instant) {
        close(at: instant)
        self.state = state
        since = instant
    }

    /// The machine slept for `asleep` up to `instant`. That time belongs to no other span, even one that was
    /// opened by news which came in just before this.
    mutating func suspend(for asleep: Duration, until instant: Instant) {
        let start = instant - asleep
        close(at: instant)
        closed = closed.compactMap { $0.ending(by: start) }
        append(Span(state: .asleep, range: start..<instant))
        since = instant
    }

    /// The daemon ran until `stopped` and runs again from `started`. What was between is in no span.
    mutating func resume(state: PresenceState, stopped: Instant, started: Instant) {
        close(at: stopped)
        self.state = state
        since = started
    }

    /// The wall clock was set: the spans keep their distance to now.
    mutating func shift(by step: Duration) {
        since += step
        closed = closed.map {
            Span(state: $0.state, range: ($0.range.lowerBound + step)..<($0.range.upperBound + step))
        }
    }

    /// Forgets what lies before `instant`.
    mutating func forget(before instant: Instant) {
        closed.removeAll { $0.range.upperBound <= instant }
    }

    /// Time spent in states of which `include` is true, within `range`; the open span reaches to `now`.
    func time(in range: Range<Instant>, until now: Instant, where include: (PresenceState) -> Bool) -> Duration {
        var sum = Duration.zero
        for span in closed + [Span(state: state, range: since..<max(since, now))] where include(span.state) {
            let inside = span.range.clamped(to: range)
            sum += inside.upperBound - inside.lowerBound
        }
        return sum
    }

    /// What a habit's moment shows of `day` at `now`; movement is for others to add.
    ///
    /// Where nobody tells whether the user is there, only the active hours are taken for presence: a night is not
    /// sat through.
    func activity(in day: Day, at now: Instant) -> Activity {
        var activity = Activity(state: state)
        for span in closed { show(span, in: day, &activity) }
        show(Span(state: state, range: since..<max(since, now)), in: day, &activity)
        // A span that opens at this very instant is shown, empty: who is just back is not away any more.
        let isThere = state == .unknown ? day.isActive(at: now) : state.counts
        if isThere, activity.present.last?.upperBound != now { activity.present.append(now..<now) }
        return activity
    }

    private func show(_ span: Span, in day: Day, _ activity: inout Activity) {
        let inside = span.range.clamped(to: day.bounds)
        guard !inside.isEmpty else { return }
        switch span.state {
        case .present: add(inside, to: &activity.present)
        case .unknown:
            for range in day.active {
                let active = inside.clamped(to: range)
                if !active.isEmpty { add(active, to: &activity.present) }
            }
        case .asleep: activity.suspends.append(inside)
        case .away: break
        }
    }

    private func add(_ range: Range<Instant>, to spans: inout [Range<Instant>]) {
        if let last = spans.last, last.upperBound == range.lowerBound {
            spans[spans.count - 1] = last.lowerBound..<range.upperBound
        } else {
            spans.append(range)
        }
    }

    private mutating func close(at instant: Instant) {
        guard since < instant else { return }
        append(Span(state: state, range: since..<instant))
    }

    private mutating func append(_ span: Span) {
        guard !span.range.isEmpty else { return }
        if let last = closed.last, last.state == span.state, last.range.upperBound == span.range.lowerBound {
            closed[closed.count - 1].range = last.range.lowerBound..<span.range.upperBound
        } else {
            closed.append(span)
        }
    }
}

extension PresenceLedger.Span {
    /// The part before `instant`, or nil.
    fileprivate func ending(by instant: Instant) -> Self? {
        guard range.lowerBound < instant else { return nil }
        return Self(state: state, range: range.lowerBound..<min(range.upperBound, instant))
    }
}
