public import HabitKit

/// Builds a moment by hand, for tests of plugins: a day from 04:00, active from 08:30 to 22:00, nothing done yet.
///
/// ```swift
/// let moment = MomentBuilder("2026-11-24 15:40")
///     .done("10:15", 250, .millilitres)
///     .away("12:00", "12:30")
///     .moment
/// ```
/// Times of day belong to the built day; those before its start mean the small hours at its end.
public struct MomentBuilder: Sendable {
    public private(set) var moment: Moment
    private var habit = "habit"

    /// - Parameters:
    ///   - now: date and time on the wall, `2026-11-24 15:40`. A text that is none is a mistake of the test and stops it.
    ///   - active: when prompts may be announced, as times of day; an end before its start lies past midnight.
    public init(
        _ now: String, zone: Zone = .utc, starts: String = "04:00", active: [(String, String)] = [("08:30", "22:00")]
    ) {
        guard let reading = ISO8601.parse(now), let starts = LocalTime(text: starts) else {
            preconditionFailure("“\(now)” or “\(starts)” is not a time")
        }
        let instant = reading.instant(in: zone)
        let date = Day.date(of: instant, starts: starts, zone: zone)
        var day = Day(date: date, starts: starts, zone: zone, active: [])
        day.active = active.map { Self.at($0.0, day, zone)..<Self.at($0.1, day, zone) }
        moment = Moment(now: instant, zone: zone, day: day)
        moment.activity = Activity(
            state: .unknown, present: day.bounds.lowerBound < instant ? [day.bounds.lowerBound..<instant] : [])
    }

    /// The habit whose id the entries carry.
    public func habit(_ id: String) -> MomentBuilder {
        with { $0.habit = id }
    }

    /// An entry of today, or of `daysAgo` days before.
    public func done(
        _ time: String, _ amount: Double = 1, _ unit: Unit = .times, daysAgo: Int = 0, kind: Entry.Kind = .done,
        attributes: [String: String] = [:]
    ) -> MomentBuilder {
        with { builder in
            let at = builder.instant(time, daysAgo: daysAgo)
            builder.moment.entries.append(
                Entry(
                    id: "entry-\(builder.moment.entries.count + 1)", habit: builder.habit, kind: kind, at: at,
                    offset: builder.moment.zone.offset(at: at), amount: amount, unit: unit, attributes: attributes))
            builder.moment.entries.sort { $0.at < $1.at }
        }
    }

    public func mode(_ mode: DayMode) -> MomentBuilder {
        with { $0.moment.mode = mode }
    }

    /// The user is at the machine from `start` on; before it nobody is known to have been there.
    public func presentSince(_ start: String) -> MomentBuilder {
        with { builder in
            builder.moment.activity.present = [builder.instant(start)..<builder.moment.now]
            builder.moment.activity.state = .present
        }
    }

    /// An absence within the time present so far.
    public func away(_ start: String, _ end: String) -> MomentBuilder {
        with { $0.cut($0.instant(start)..<$0.instant(end)) }
    }

    /// Gone since `start`, and not back yet.
    public func awaySince(_ start: String) -> MomentBuilder {
        with { builder in
            builder.cut(builder.instant(start)..<builder.moment.now)
            builder.moment.activity.state = .away
        }
    }

    /// A suspend: an absence that is also told as one.
    public func asleep(_ start: String, _ end: String) -> MomentBuilder {
        with { builder in
            let span = builder.instant(start)..<builder.instant(end)
            builder.cut(span)
            builder.moment.activity.suspends.append(span)
        }
    }

    /// Movement that another habit recorded.
    public func moved(_ start: String, _ end: String) -> MomentBuilder {
        with { $0.moment.activity.movement.append($0.instant(start)..<$0.instant(end)) }
    }

    /// The latest prompt that was announced.
    public func prompted(
        _ time: String, key: String? = nil, outcome: PromptRecord.Outcome = .announced
    ) -> MomentBuilder {
        with { builder in
            let at = builder.instant(time)
            builder.moment.lastPrompt = PromptRecord(key: key, due: at, announcedAt: at, outcome: outcome)
        }
    }

    /// The instant of a time of day on the built day.
    public func instant(_ time: String, daysAgo: Int = 0) -> Instant {
        var day = moment.day
        if daysAgo != 0 {
            day = Day(date: day.date.adding(days: -daysAgo), starts: day.starts, zone: moment.zone, active: [])
        }
        return Self.at(time, day, moment.zone)
    }

    private static func at(_ time: String, _ day: Day, _ zone: Zone) -> Instant {
        guard let clock = LocalTime(text: time) else { preconditionFailure("“\(time)” is not a time of day") }
        return zone.instant(LocalDateTime(clock < day.starts ? day.date.adding(days: 1) : day.date, clock))
    }

    private func with(_ change: (inout MomentBuilder) -> Void) -> MomentBuilder {
        var copy = self
        change(&copy)
        return copy
    }

    private mutating func cut(_ span: Range<Instant>) {
        moment.activity.present = moment.activity.present.flatMap { piece -> [Range<Instant>] in
            guard piece.overlaps(span) else { return [piece] }
            let before = piece.lowerBound..<max(piece.lowerBound, span.lowerBound)
            let after = min(piece.upperBound, span.upperBound)..<piece.upperBound
            return [before, after].filter { !$0.isEmpty }
        }
    }
}
