/// So many times in an ISO week, with rest days between.
///
/// It tells both ends: from when the next one is possible, and by when it must be done so that the rest of the
/// week's still fit ("do it by Thursday", "free to skip until then").
public struct TimesPerWeek: Sendable, Equatable {
    /// 1 … 14; above 7 several fall on one day.
    public var times: Int
    /// Days between two of them; fewer where the week is too short for that.
    public var restDays: Int

    public init(times: Int, restDays: Int) {
        self.times = max(1, times)
        self.restDays = max(0, restDays)
    }

    /// Where the week stands on one day.
    public struct Standing: Sendable, Equatable {
        /// Times done since Monday.
        public var done: Int
        public var state: State
        /// The first day on which the next one is possible; next Monday when the week's are done.
        public var earliest: LocalDate
        /// The last day on which the next one still leaves room for the others.
        public var latest: LocalDate

        public enum State: Sendable, Equatable {
            /// The week's times are done.
            case complete
            /// A rest day: nothing before ``Standing/earliest``.
            case resting
            /// Possible today, free to skip until ``Standing/latest``.
            case free
            /// Today is the last day that leaves room for the others.
            case needed
        }
    }

    /// Where the week of the moment's day stands, counting the entries that add to progress.
    public func standing(_ moment: Moment) -> Standing {
        let today = moment.day.date
        let dates = moment.entries.filter(\.counts).map { date(of: $0, moment) }
        let done = dates.filter { $0 >= today.startOfWeek && $0 <= today }.count
        let left = times - done
        guard left > 0 else {
            let monday = today.startOfWeek.adding(days: 7)
            return Standing(done: done, state: .complete, earliest: monday, latest: monday)
        }
        let perDay = (times + 6) / 7
        let isFullToday = dates.filter { $0 == today }.count >= perDay
        let gap = spacing
        let afterLast = dates.last.map { last in last == today && !isFullToday ? today : last.adding(days: gap) }
        let earliest = max(today, afterLast ?? today)
        let daysLeft = (left + perDay - 1) / perDay
        let latest = today.startOfWeek.adding(days: 6 - (daysLeft - 1) * gap)
        let state: Standing.State = earliest > today ? .resting : latest <= today ? .needed : .free
        return Standing(done: done, state: state, earliest: earliest, latest: max(latest, earliest))
    }

    /// The prompt's time today at `time`, and the week told in one line.
    public func next(_ moment: Moment, at time: LocalTime) -> Due {
        let standing = standing(moment)
        let count = "\(standing.done) of \(times) this week"
        switch standing.state {
        case .complete:
            return Due(at: nil, reason: "\(count), the next from Monday")
        case .resting:
            return Due(at: nil, reason: "\(count), resting until \(standing.earliest.weekday.name)")
        case .free:
            let day = standing.latest.weekday.name
            return due(moment, time, "\(count), do it by \(day), free to skip until then")
        case .needed:
            return due(moment, time, "\(count), today leaves room for the rest of the week")
        }
    }

    /// Once a day, at `time`.
    private func due(_ moment: Moment, _ time: LocalTime, _ reason: String) -> Due {
        let due = ClockTimes([time]).next(moment)
        return Due(at: due.at, reason: reason)
    }

    /// Days from one to the next: the rest days asked for, or as many as the week has room for.
    private var spacing: Int {
        guard times > 1 else { return restDays + 1 }
        let room = times > 7 ? 1 : 6 / (times - 1)
        return max(1, min(restDays + 1, room))
    }

    /// The habit's day of an entry, in the zone it was made in.
    private func date(of entry: Entry, _ moment: Moment) -> LocalDate {
        Day.date(of: entry.at, starts: moment.day.starts, zone: Zone(name: "", initialOffset: entry.offset))
    }
}
