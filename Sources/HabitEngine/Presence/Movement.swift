import HabitKit

/// How long an amount of movement took.
enum Movement {
    /// The time an entry stands for, or nil where its unit says nothing of time.
    ///
    /// Steps are taken at 100 a minute, the threshold of moderate walking (Tudor-Locke et al., Br J Sports Med
    /// 2018); lengths at 80 m a minute, which is 4.8 km/h, an easy walk.
    static func duration(of entry: Entry) -> Duration? {
        let base = entry.amount * entry.unit.scale
        let seconds: Double
        switch entry.unit.dimension {
        case .time: seconds = base
        case .steps: seconds = base / 100 * 60
        case .length: seconds = base / 80 * 60
        case .volume, .repetitions, .count, .scale: return nil
        }
        guard seconds.isFinite, seconds > 0 else { return nil }
        return .seconds(min(seconds, 86_400))
    }

    /// The span an entry took: it ends when it was recorded to have been done.
    static func span(of entry: Entry, within bounds: Range<Instant>) -> Range<Instant>? {
        guard entry.counts, bounds.contains(entry.at), let duration = duration(of: entry) else { return nil }
        return max(bounds.lowerBound, entry.at - duration)..<entry.at
    }
}
