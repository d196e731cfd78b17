/// Every so many minutes of activity: only time present counts, within the active hours, since the last break.
///
/// A break is an entry of the habit itself, its last prompt (answered or not), movement that another habit
/// recorded, or an absence; the last two when they are at least as long as the natural break.
public struct ActiveTime: Sendable, Equatable {
    /// Active time between two prompts.
    public var every: Duration
    /// An absence or a movement of at least this length counts as a break.
    public var naturalBreak: Duration
    public var onSuspend: SuspendRule

    /// What a suspend of the machine means.
    public enum SuspendRule: String, Sendable, Codable, CaseIterable {
        /// An absence like any other: credited when it is long enough.
        case credit
        /// A new start, however short.
        case reset
    }

    public init(every: Duration, naturalBreak: Duration, onSuspend: SuspendRule = .credit) {
        self.every = every
        self.naturalBreak = naturalBreak
        self.onSuspend = onSuspend
    }

    /// When `every` of active time has passed since the last break.
    public func next(_ moment: Moment) -> Due {
        let start = countingFrom(moment)
        let spans = moment.activity.present.flatMap { clip($0, to: moment.day.active) }
            .compactMap { $0.upperBound > start.at ? max($0.lowerBound, start.at)..<$0.upperBound : nil }
        let active = spans.reduce(Duration.zero) { $0 + ($1.upperBound - $1.lowerBound) }
        if active >= every, let crossed = crossing(spans) {
            return Due(at: moment.firstActive(from: crossed), reason: "\(told(every)) active \(start.told)")
        }
        let soFar = "\(active.wholeSeconds / 60) of \(told(every)) active \(start.told)"
        guard moment.activity.state.counts else { return Due(at: nil, reason: "\(soFar), waiting while you are away") }
        guard let at = after(every - active, moment) else {
            return Due(at: nil, reason: "\(soFar), and today's active hours end before the rest")
        }
        return Due(at: at, reason: "\(soFar), next at \(moment.clock(at))")
    }

    /// The end of the latest break, and how to tell of it.
    private func countingFrom(_ moment: Moment) -> (at: Instant, told: String) {
        let opening = moment.day.active.first { $0.upperBound > moment.now }?.lowerBound ?? moment.day.bounds.lowerBound
        var latest = (
            at: moment.day.bounds.lowerBound, told: "since \(moment.clock(max(opening, firstPresence(moment))))"
        )
        func consider(_ at: Instant?, _ told: @autoclosure () -> String) {
            if let at, at > latest.at, at <= moment.now { latest = (at, told()) }
        }
        for gap in breaks(moment) {
            consider(gap.upperBound, "since a break of \(told(gap.upperBound - gap.lowerBound))")
        }
        for span in moment.activity.movement where span.upperBound - span.lowerBound >= naturalBreak {
            consider(span.upperBound, "since you moved for \(told(span.upperBound - span.lowerBound))")
        }
        consider(moment.lastPrompt?.announcedAt, "since the last prompt")
        consider(moment.today.last?.at, "since the last time")
        return latest
    }

    private func firstPresence(_ moment: Moment) -> Instant {
        moment.activity.present.first?.lowerBound ?? moment.day.bounds.lowerBound
    }

    /// Absences between and after the spans of presence that count as breaks.
    private func breaks(_ moment: Moment) -> [Range<Instant>] {
        let spans = moment.activity.present
        var gaps = zip(spans, spans.dropFirst()).map { $0.upperBound..<max($0.upperBound, $1.lowerBound) }
        if let last = spans.last, last.upperBound < moment.now { gaps.append(last.upperBound..<moment.now) }
        return gaps.filter { gap in
            if gap.upperBound - gap.lowerBound >= naturalBreak { return true }
            return onSuspend == .reset && moment.activity.suspends.contains { $0.overlaps(gap) }
        }
    }

    /// The instant at which the spans add up to `every`.
    private func crossing(_ spans: [Range<Instant>]) -> Instant? {
        var left = every
        for span in spans {
            let length = span.upperBound - span.lowerBound
            if length >= left { return span.lowerBound + left }
            left -= length
        }
        return spans.last?.upperBound
    }

    /// The instant at which `left` of today's remaining active hours has passed; nil when too little remains.
    private func after(_ left: Duration, _ moment: Moment) -> Instant? {
        var left = left
        for range in moment.day.active where range.upperBound > moment.now {
            let start = max(range.lowerBound, moment.now)
            let length = range.upperBound - start
            if length > left { return start + left }
            left -= length
        }
        return nil
    }

    private func clip(_ span: Range<Instant>, to ranges: [Range<Instant>]) -> [Range<Instant>] {
        ranges.filter { $0.overlaps(span) }.map { $0.clamped(to: span) }
    }

    private func told(_ duration: Duration) -> String { DurationText.print(duration) }
}
