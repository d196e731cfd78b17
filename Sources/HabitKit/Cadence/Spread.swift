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

    /// Two prompts of the day's even pace are at least this far apart (a convention): where servings are too small
    /// for that, more is asked for at once.
    public static let closest: Duration = .minutes(30)

    public init(target: Double, serving: Double, unit: Unit) {
        self.target = target
        self.serving = serving
        self.unit = unit
    }

    /// When the next serving is due after `done` of the target, and how large it is.
    public func next(_ moment: Moment, done: Double) -> Due {
        let amounts = "\(NumberText.print(done)) of \(Quantity(amount: target, unit: unit).text)"
        let portion = portion(moment, done: done)
        guard portion > 0 else { return Due(at: nil, reason: "the day's goal is met: \(amounts)") }
        guard !moment.day.active.isEmpty else { return Due(at: nil, reason: "\(amounts), a day without active hours") }
        let paced = instant(atShare: (done + portion / 2) / target, moment)
        let earliest = earliest(moment)
        guard let at = paced.flatMap({ moment.firstActive(from: max($0, earliest)) }) else {
            return Due(at: nil, reason: "\(amounts), nothing more is asked today")
        }
        let pace = target * passed(moment) / length(moment)
        guard at > moment.now else {
            return Due(at: at, reason: "behind pace: \(amounts), \(NumberText.print(pace.rounded())) by now")
        }
        let isBehind = paced.map { $0 <= moment.now } ?? false
        let standing = isBehind ? "behind pace" : done > pace ? "ahead of pace" : "on pace"
        return Due(at: at, reason: "\(standing): \(amounts), next at \(moment.clock(at))")
    }

    /// How much is asked for next, in `unit`: a serving, or as much as keeps prompts apart, or what is left; 0 once
    /// the goal is met.
    public func portion(_ moment: Moment, done: Double) -> Double {
        let left = target - done
        // Amounts converted from other units add up to the target but for the last bits.
        guard left > target / 1_000_000 else { return 0 }
        let length = length(moment)
        let least = length > 0 ? target * Self.seconds(Self.closest) / length : 0
        return min(max(serving, least), left)
    }

    /// Half a portion's time after the last one, taken or skipped, or the last prompt, so that catching up is no flood.
    private func earliest(_ moment: Moment) -> Instant {
        let portion = portion(moment, done: 0)
        let pause = Duration.seconds(length(moment) * (portion / target) / 2)
        let latest = [moment.lastPrompt?.announcedAt, moment.today.last?.at].compactMap { $0 }.max()
        return latest.map { $0 + pause } ?? moment.day.bounds.lowerBound
    }

    /// The instant at which `share` of the active hours has passed.
    private func instant(atShare share: Double, _ moment: Moment) -> Instant? {
        var left = length(moment) * min(max(share, 0), 1)
        for range in moment.day.active {
            let size = Self.seconds(range.upperBound - range.lowerBound)
            if left < size { return range.lowerBound + .seconds(left) }
            left -= size
        }
        return nil
    }

    /// The active hours of the day, seconds.
    private func length(_ moment: Moment) -> Double {
        moment.day.active.reduce(0) { $0 + Self.seconds($1.upperBound - $1.lowerBound) }
    }

    /// Those that have passed, seconds.
    private func passed(_ moment: Moment) -> Double {
        moment.day.active.reduce(0) { sum, range in
            sum + max(0, Self.seconds(min(moment.now, range.upperBound) - range.lowerBound))
        }
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.microseconds) / 1_000_000
    }
}
