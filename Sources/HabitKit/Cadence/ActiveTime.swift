/// Every so many minutes of activity: only time present counts, within the active hours, since the last break.
///
/// A break is an entry of the habit itself, its last prompt (answered or not), movement that another habit
/// recorded, or an absence; the last two when they are at least as long as the natural break. Active hours that
/// begin again after a pause (lunch) begin a new count.
public struct ActiveTime: Sendable, Equatable {
    /// Active time between two prompts.
    public var every: Duration
    /// An absence or a movement of at least this length counts as a break.
    public var naturalBreak: Duration
    public var onSuspend: SuspendRule
    /// Active time since the habit was last done or told after which breaks put it off no longer: who gets up every
    /// hour would never be asked otherwise. Nil lets breaks put it off for ever.
    public var atLatest: Duration?

    /// What a suspend of the machine means.
    public enum SuspendRule: String, Sendable, Codable, CaseIterable {
        /// An absence like any other: credited when it is long enough.
        case credit
        /// A new start, however short.
        case reset
    }

    public init(
        every: Duration, naturalBreak: Duration, onSuspend: SuspendRule = .credit, atLatest: Duration? = nil
    ) {
        self.every = every
        self.naturalBreak = naturalBreak
        self.onSuspend = onSuspend
        self.atLatest = atLatest
    }

    /// When `every` of active time has passed since the last break, or ``atLatest`` since the last time.
    public func next(_ moment: Moment) -> Due {
        guard let hours = moment.day.active.first(where: { $0.upperBound > moment.now }) else {
            let isSilent = moment.day.active.isEmpty
            return Due(at: nil, reason: isSilent ? "a day without active hours" : "today's active hours are over")
        }
        let usual = due(after: every, countingFrom(moment, hours), moment)
        guard let atLatest else { return usual }
        let latest = due(after: atLatest, lastTime(moment, hours), moment, "active, breaks or not,")
        guard let at = latest.at, at < usual.at ?? .distantFuture else { return usual }
        return latest
    }

    /// When `length` of active time has passed since `start`. What is told of a prompt to come holds until then, so
    /// that it is true whenever it is read.
    private func due(
        after length: Duration, _ start: (at: Instant, told: String), _ moment: Moment, _ active: String = "active"
    ) -> Due {
        let spans = moment.activity.present.map { max($0.lowerBound, start.at)..<max($0.upperBound, start.at) }
        let soFar = spans.reduce(Duration.zero) { $0 + ($1.upperBound - $1.lowerBound) }
        let whole = "\(told(length)) \(active) \(start.told)"
        if soFar >= length {
            return Due(at: crossing(spans, length), reason: whole, validUntil: breakComes(moment))
        }
        guard moment.activity.state.counts else {
            if soFar == .zero, let left = breakBegan(moment) {
                let reason = "a break since \(moment.clock(left)): \(told(length)) begin anew when you are back"
                return Due(at: nil, reason: reason)
            }
            let reason = "\(told(soFar, of: length)) \(active) \(start.told), waiting while you are away"
            return Due(at: nil, reason: reason, validUntil: breakComes(moment))
        }
        guard let at = self.at(length, soFar, moment) else {
            return Due(at: nil, reason: "\(whole) would end after today's active hours")
        }
        return Due(at: at, reason: "next at \(moment.clock(at)): \(whole)")
    }

    /// The end of the latest break within `hours`, and how to tell of it.
    private func countingFrom(_ moment: Moment, _ hours: Range<Instant>) -> (at: Instant, told: String) {
        var latest = lastTime(moment, hours)
        func consider(_ span: Range<Instant>, _ what: String) {
            guard span.upperBound > latest.at, span.upperBound <= moment.now else { return }
            latest = (span.upperBound, "since \(what) \(told(length(span)))")
        }
        for gap in breaks(moment) { consider(gap, "a break of") }
        for span in moment.activity.movement where span.upperBound - span.lowerBound >= naturalBreak {
            consider(span, "you moved for")
        }
        return latest
    }

    /// When the habit was last done or told within `hours`, or else their start.
    private func lastTime(_ moment: Moment, _ hours: Range<Instant>) -> (at: Instant, told: String) {
        let arrival = moment.activity.present.first { $0.upperBound > hours.lowerBound }?.lowerBound
        let opening = max(hours.lowerBound, arrival ?? hours.lowerBound)
        var latest = (at: hours.lowerBound, told: "since \(moment.clock(opening))")
        if let at = moment.lastPrompt?.announcedAt, at > latest.at, at <= moment.now {
            latest = (at, "since the last prompt")
        }
        if let at = moment.today.last?.at, at > latest.at, at <= moment.now { latest = (at, "since the last time") }
        return latest
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

    /// While away: since when, once that is long enough to count as a break.
    private func breakBegan(_ moment: Moment) -> Instant? {
        guard let last = breaks(moment).last, last.upperBound == moment.now else { return nil }
        return last.lowerBound
    }

    /// While away: when the absence will be long enough to count as a break, so that the count shows it.
    private func breakComes(_ moment: Moment) -> Instant? {
        guard !moment.activity.state.counts, let left = moment.activity.present.last?.upperBound else { return nil }
        let comes = left + naturalBreak
        return comes > moment.now ? comes : nil
    }

    /// The instant at which the spans add up to `length`.
    private func crossing(_ spans: [Range<Instant>], _ length: Duration) -> Instant? {
        var left = length
        for span in spans {
            let size = span.upperBound - span.lowerBound
            if size >= left { return span.lowerBound + left }
            left -= size
        }
        return spans.last?.upperBound
    }

    /// The instant at which the rest of `length` has passed in the present active hours, or all of it in later ones of
    /// today; nil when too little remains.
    private func at(_ length: Duration, _ soFar: Duration, _ moment: Moment) -> Instant? {
        for range in moment.day.active where range.upperBound > moment.now {
            let isPresent = range.lowerBound <= moment.now
            let at = isPresent ? moment.now + (length - soFar) : range.lowerBound + length
            if at < range.upperBound { return at }
        }
        return nil
    }

    /// `37 of 90 min`; in hours where the whole is long, in seconds where it is short.
    private func told(_ part: Duration, of whole: Duration) -> String {
        guard isInMinutes(whole) else { return "\(DurationText.print(part)) of \(told(whole))" }
        return "\(part.wholeSeconds / 60) of \(told(whole))"
    }

    private func told(_ duration: Duration) -> String {
        isInMinutes(duration) ? "\(duration.wholeSeconds / 60) min" : DurationText.print(duration)
    }

    /// In whole minutes: nobody wants to know the seconds of a break.
    private func length(_ span: Range<Instant>) -> Duration {
        let length = span.upperBound - span.lowerBound
        return length < .minutes(1) ? length : .minutes(Int(length.wholeSeconds / 60))
    }

    /// Up to two hours people say 90 min rather than 1 h 30 min.
    private func isInMinutes(_ duration: Duration) -> Bool {
        duration.wholeSeconds % 60 == 0 && (60...7200).contains(duration.wholeSeconds)
    }
}
