// What cadences read off a moment.
extension Moment {
    /// `15:40`, as the wall shows it; with the weekday when it is another day.
    public func clock(_ instant: Instant) -> String {
        let local = zone.local(instant)
        if day.bounds.contains(instant) || local.date == zone.local(now).date { return local.time.text }
        return "\(local.date.weekday.name) \(local.time.text)"
    }

    /// When, as one says it: `at 15:40`, `tomorrow at 09:00`, `on Thursday at 18:00`.
    public func told(_ instant: Instant) -> String {
        let local = zone.local(instant)
        let date = Day.date(of: instant, starts: day.starts, zone: zone)
        switch date.days(since: day.date) {
        case 0: return "at \(local.time.text)"
        case 1: return "tomorrow at \(local.time.text)"
        case 2...6: return "on \(date.weekday.name) at \(local.time.text)"
        default: return "on \(date.text) at \(local.time.text)"
        }
    }

    /// A time of the day called `date`: the small hours before the day's start lie at its end.
    public func instant(_ time: LocalTime, on date: LocalDate) -> Instant {
        zone.instant(LocalDateTime(time < day.starts ? date.adding(days: 1) : date, time))
    }

    /// The first instant from `start` on at which something may be said today; in the past when `start` lies in the
    /// range that holds now, nil when today's active hours are over before it.
    public func firstActive(from start: Instant) -> Instant? {
        day.active.first { $0.upperBound > max(start, now) }.map { max(start, $0.lowerBound) }
    }

    /// The habit's entries of today that add to progress.
    public var doneToday: LazyFilterCollection<ArraySlice<Entry>> { today.lazy.filter(\.counts) }

    /// What today's entries add up to in `unit`; amounts of another dimension are left out.
    public func amountToday(in unit: Unit) -> Double {
        // Field by field: a copy of an entry costs fifty times what its numbers do, and some days hold thousands.
        today.withUnsafeBufferPointer { entries in
            var sum = 0.0
            for index in entries.indices {
                let (kind, dimension) = (entries[index].kind, entries[index].unit.dimension)
                guard kind.counts, dimension == unit.dimension else { continue }
                sum += entries[index].amount * entries[index].unit.scale / unit.scale
            }
            return sum
        }
    }
}
