/// An amount spread evenly over the active hours, one serving at a time.
///
/// The pace rises from nothing at the start of the active hours to the target at their end. A serving is asked for
/// when the pace is half a serving ahead of what was done: the first soon after the start, the last well before the
/// end, and none at all while ahead.
public struct Spread: Sendable, Equatable {
    /// The day's amount, in `unit`; above 0.
    public var target: Double
    /// One serving, in `unit`; above 0.
    public var serving: Double
    public var unit: Unit

    public init(target: Double, serving: Double, unit: Unit) {
        self.target = target
        self.serving = serving
        self.unit = unit
    }

    /// When the next serving is due after `done` of the target.
    public func next(_ moment: Moment, done: Double) -> Due {
        let amounts = "\(NumberText.print(done)) of \(Quantity(amount: target, unit: unit).text)"
        guard done < target else { return Due(at: nil, reason: "the day's goal is met: \(amounts)") }
        let active = moment.day.active
        let length = active.reduce(Duration.zero) { $0 + ($1.upperBound - $1.lowerBound) }
        guard length > .zero else { return Due(at: nil, reason: "\(amounts), nothing is asked today") }
        let need = min(serving, target - done)
        guard let paced = instant(atShare: (done + need / 2) / target, of: length, active) else {
            return Due(at: nil, reason: "\(amounts), nothing is asked at night")
        }
        let rested = max(paced, earliest(moment, length))
        guard let at = moment.firstActive(from: rested) else {
            return Due(at: nil, reason: "\(amounts), nothing more is asked today")
        }
        let pace = target * share(of: moment.now, active, length)
        guard at > moment.now else {
            return Due(at: at, reason: "behind pace: \(amounts), \(NumberText.print(pace.rounded())) by now")
        }
        let standing = done >= pace ? "ahead of pace" : paced > moment.now ? "on pace" : "behind pace"
        return Due(at: at, reason: "\(standing): \(amounts), next at \(moment.clock(at))")
    }

    /// Half a serving's time after the last one or the last prompt, so that catching up is not a flood.
    private func earliest(_ moment: Moment, _ length: Duration) -> Instant {
        let pause = max(.minutes(15), length * (serving / target) / 2)
        let latest = [moment.lastPrompt?.announcedAt, moment.doneToday.last?.at].compactMap { $0 }.max()
        return latest.map { $0 + pause } ?? moment.day.bounds.lowerBound
    }

    private func instant(atShare share: Double, of length: Duration, _ active: [Range<Instant>]) -> Instant? {
        var left = length * min(max(share, 0), 1)
        for range in active {
            let size = range.upperBound - range.lowerBound
            if left < size { return range.lowerBound + left }
            left -= size
        }
        return nil
    }

    private func share(of now: Instant, _ active: [Range<Instant>], _ length: Duration) -> Double {
        let passed = active.reduce(Duration.zero) { sum, range in
            now <= range.lowerBound ? sum : sum + (min(now, range.upperBound) - range.lowerBound)
        }
        return passed / length
    }
}
