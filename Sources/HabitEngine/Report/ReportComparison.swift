public import HabitKit

/// How it was at first against how it is now.
public struct ReportComparison: Sendable, Equatable, Encodable {
    /// The first four weeks with enough check-ins; nil where there are none.
    public var baseline: Window?
    /// The last four weeks; nil where there are too few check-ins in them, or they would overlap the baseline.
    public var now: Window?
    public var rows: [Row]

    /// Days that a mean is taken over.
    public struct Window: Sendable, Equatable, Encodable {
        public var from: LocalDate
        public var through: LocalDate
        /// Days of it with a check-in.
        public var checkIns: Int
    }

    public struct Row: Sendable, Equatable, Encodable {
        public var scale: CheckIn.Scale
        /// Means to a tenth, so that what is told is what is reckoned with; nil where too few days were rated.
        public var baseline: Double?
        public var now: Double?
        /// Rated days behind each mean.
        public var baselineDays: Int
        public var nowDays: Int
        /// For pain: whether the change is one that matters.
        public var importance: Importance?
        /// Whether the scale was validated.
        public var isValidated: Bool

        public var change: Double? {
            guard let baseline, let now else { return nil }
            return tenth(now - baseline)
        }
    }

    /// Whether a change of pain reaches the minimal important change.
    public struct Importance: Sendable, Equatable, Encodable {
        public var reachesPoints: Bool
        public var reachesShare: Bool
        /// The change as a part of the baseline, 0.3 for 30 %, with its sign; nil where the baseline was none.
        public var share: Double?
        public var isReached: Bool { reachesPoints || reachesShare }

        private enum CodingKeys: String, CodingKey { case reachesPoints, reachesShare, share, isReached }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(reachesPoints, forKey: .reachesPoints)
            try container.encode(reachesShare, forKey: .reachesShare)
            try container.encodeIfPresent(share, forKey: .share)
            try container.encode(isReached, forKey: .isReached)
        }

        /// Of a change from `baseline` to `now`, both to a tenth.
        public init(baseline: Double, now: Double) {
            let change = now - baseline
            // Tenths are no binary fractions: a hair is allowed for.
            reachesPoints = abs(change) >= ReportRules.importantPoints - 1e-9
            share = baseline > 0 ? change / baseline : nil
            reachesShare = (share.map(abs) ?? 0) >= ReportRules.importantShare - 1e-9
        }
    }

    init(_ facts: ReportFacts) {
        let baseline = Self.first(facts)
        let now = Self.last(facts)
        let isApart = baseline.map { first in now.map { $0.from > first.through } ?? true } ?? true
        self.baseline = baseline
        self.now = isApart ? now : nil
        rows = CheckIn.Scale.daily.map { scale in
            Row(scale, baseline.map(facts.body(in:)) ?? [], isApart ? now.map(facts.body(in:)) ?? [] : [])
        }
    }

    /// The earliest four weeks that begin with a check-in and have enough of them.
    private static func first(_ facts: ReportFacts) -> Window? {
        let days = facts.body.map(\.date)
        var end = days.startIndex
        for (start, date) in days.enumerated() {
            while end < days.endIndex, days[end].days(since: date) < ReportRules.windowDays { end += 1 }
            guard end - start >= ReportRules.windowCheckIns else { continue }
            let last = min(facts.through, date.adding(days: ReportRules.windowDays - 1))
            return Window(from: date, through: last, checkIns: end - start)
        }
        return nil
    }

    private static func last(_ facts: ReportFacts) -> Window? {
        let from = facts.through.adding(days: 1 - ReportRules.windowDays)
        let count = facts.body.count { $0.date >= from && $0.date <= facts.through }
        guard count >= ReportRules.windowCheckIns, from >= facts.from else { return nil }
        return Window(from: from, through: facts.through, checkIns: count)
    }
}

extension ReportComparison.Row {
    fileprivate init(_ scale: CheckIn.Scale, _ first: [BodyDay], _ last: [BodyDay]) {
        self.scale = scale
        (baseline, baselineDays) = Self.mean(scale, first)
        (now, nowDays) = Self.mean(scale, last)
        isValidated = scale == .pain || scale == .sleep
        if scale == .pain, let baseline, let now {
            importance = ReportComparison.Importance(baseline: baseline, now: now)
        }
    }

    /// Every day weighs the same, however often it was rated.
    private static func mean(_ scale: CheckIn.Scale, _ days: [BodyDay]) -> (Double?, Int) {
        let rated = days.compactMap { $0[scale] }
        guard rated.count >= ReportRules.windowCheckIns else { return (nil, rated.count) }
        return (tenth(rated.reduce(0, +) / Double(rated.count)), rated.count)
    }

    private enum CodingKeys: String, CodingKey {
        case scale, baseline, now, change, baselineDays, nowDays, importance, isValidated
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(scale, forKey: .scale)
        try container.encodeIfPresent(baseline, forKey: .baseline)
        try container.encodeIfPresent(now, forKey: .now)
        try container.encodeIfPresent(change, forKey: .change)
        try container.encode(baselineDays, forKey: .baselineDays)
        try container.encode(nowDays, forKey: .nowDays)
        try container.encodeIfPresent(importance, forKey: .importance)
        try container.encode(isValidated, forKey: .isValidated)
    }
}

extension ReportFacts {
    func body(in window: ReportComparison.Window) -> [BodyDay] {
        body.filter { $0.date >= window.from && $0.date <= window.through }
    }
}

/// A number to a tenth.
func tenth(_ number: Double) -> Double { (number * 10).rounded() / 10 }
