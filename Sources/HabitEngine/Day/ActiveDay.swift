public import HabitKit

extension Policy {
    /// The day that `instant` lies in, with its active hours as instants.
    public func day(at instant: Instant, zone: Zone) -> Day {
        var date = Day.date(of: instant, starts: dayStarts, zone: zone)
        var day = day(on: date, zone: zone)
        // The date read off the wall misleads where an overlap repeats the hour the day starts at; the bounds decide.
        if instant >= day.bounds.upperBound {
            date = date.adding(days: 1)
            day = self.day(on: date, zone: zone)
        } else if instant < day.bounds.lowerBound {
            date = date.adding(days: -1)
            day = self.day(on: date, zone: zone)
        }
        return day
    }

    /// The day called `date`, with its active hours as instants.
    public func day(on date: LocalDate, zone: Zone) -> Day {
        var day = Day(date: date, starts: dayStarts, zone: zone, active: [])
        day.active = active.spans(around: date, within: day.bounds, zone: zone)
        return day
    }
}

extension ActiveHours {
    /// The parts of `bounds` in which prompts may be announced, ascending and apart.
    ///
    /// A range belongs to the calendar date on which it starts. One that crosses midnight, or the hour the day
    /// starts at, reaches into the next day, which is why the neighbours of `date` count too.
    func spans(around date: LocalDate, within bounds: Range<Instant>, zone: Zone) -> [Range<Instant>] {
        var spans: [Range<Instant>] = []
        for offset in -1...1 {
            let start = date.adding(days: offset)
            guard start.weekday.rawValue < ranges.count else { continue }
            for range in ranges[start.weekday.rawValue] {
                guard let span = range.span(from: start, zone: zone) else { continue }
                let inside = span.clamped(to: bounds)
                if !inside.isEmpty { spans.append(inside) }
            }
        }
        return merged(spans)
    }
}

extension ActiveHours.ClockRange {
    /// The range that starts on `date`; nil where a jump of the clocks leaves nothing of it.
    func span(from date: LocalDate, zone: Zone) -> Range<Instant>? {
        let first = zone.instant(LocalDateTime(date, start))
        let last = zone.instant(LocalDateTime(end > start ? date : date.adding(days: 1), end))
        return first < last ? first..<last : nil
    }
}

/// The union of `spans`, ascending and apart.
func merged(_ spans: [Range<Instant>]) -> [Range<Instant>] {
    var result: [Range<Instant>] = []
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let last = result.last, span.lowerBound <= last.upperBound {
            result[result.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
        } else {
            result.append(span)
        }
    }
    return result
}

extension Day {
    /// Whether prompts may be announced at `instant`.
    func isActive(at instant: Instant) -> Bool { activeRange(at: instant) != nil }

    /// The active range that `instant` lies in.
    func activeRange(at instant: Instant) -> Range<Instant>? {
        active.first { $0.contains(instant) }
    }

    /// The first instant of today, not before `instant`, at which prompts may be announced.
    func activeTime(notBefore instant: Instant) -> Instant? {
        for span in active where instant < span.upperBound {
            return max(instant, span.lowerBound)
        }
        return nil
    }
}
