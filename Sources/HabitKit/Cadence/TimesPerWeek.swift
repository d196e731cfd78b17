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
        /// Times to go in this week.
        public var left: Int
        /// How many of those still fit before Sunday is over, rest days kept.
        public var room: Int
        public var state: State
        /// The first day on which the next one is possible; next week's first when the week's are done.
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
            /// Today is the last day that leaves room for the others, or that day is over.
            case needed
        }

        /// What to do about it, for the reason and the prompt: `do it by Thursday, free to skip until then`.
        public var advice: String {
            switch state {
            case .complete: "the next from \(earliest.weekday.name)"
            case .resting: "resting until \(earliest.weekday.name)"
            case .free: "do it by \(latest.weekday.name), free to skip until then"
            case .needed where room < left: "room for \(room) more this week"
            case .needed where left == 1: "today is the week's last day for it"
            case .needed: "today leaves room for the rest of the week"
            }
        }
    }

    /// Where the week stands on the moment's day, or on a later one if nothing is done until then, counting the
    /// entries that add to progress.
    public func standing(_ moment: Moment, on date: LocalDate? = nil) -> Standing {
        let today = date ?? moment.day.date
        return standing(dates(moment), on: today)
    }

    private func standing(_ dates: [LocalDate], on today: LocalDate) -> Standing {
        let done = dates.filter { $0 >= today.startOfWeek && $0 <= today }.count
        let left = times - done
        guard left > 0 else {
            let next = standing(dates, on: today.startOfWeek.adding(days: 7))
            return Standing(
                done: done, left: 0, room: 0, state: .complete, earliest: next.earliest, latest: next.latest)
        }
        let toDoToday = perDay - dates.filter { $0 == today }.count
        let latest = today.startOfWeek.adding(days: 6 - ((left + perDay - 1) / perDay - 1) * gap)
        let earliest = max(today, rested(after: dates.max(), today, toDoToday, latest))
        return Standing(
            done: done, left: left, room: room(from: earliest, today, toDoToday),
            state: earliest > today ? .resting : latest <= today ? .needed : .free,
            earliest: earliest, latest: max(latest, earliest))
    }

    /// When to ask next, at `time` of the day, and the week told in one line. Whoever was asked today, or put it off,
    /// is asked on the next day that is possible.
    public func next(_ moment: Moment, at time: LocalTime) -> Due {
        let standing = standing(moment)
        let count = "\(standing.done) of \(times) this week"
        // Who did it after all has put nothing off.
        let isPutOff = standing.left > 0 && moment.today.last?.counts == false
        let reason = isPutOff ? "\(count), put off today; \(standing.advice)" : "\(count), \(standing.advice)"
        if standing.earliest <= moment.day.date, !isPutOff, let today = ClockTimes([time]).today(moment) {
            return Due(at: today, reason: reason)
        }
        let next = max(standing.earliest, moment.day.date.adding(days: 1))
        return Due(at: moment.instant(time, on: next), reason: reason)
    }

    /// The day on which the rest after the last one is over. Last week's rest gives way where this week needs the day.
    private func rested(after last: LocalDate?, _ today: LocalDate, _ toDoToday: Int, _ latest: LocalDate) -> LocalDate
    {
        guard let last else { return today }
        if last == today && toDoToday > 0 { return today }
        let rested = last.adding(days: gap)
        return last < today.startOfWeek ? min(rested, latest) : rested
    }

    /// More than one on a day only where the week has not days enough.
    private var perDay: Int { (times + 6) / 7 }

    /// Days from one to the next: the rest days asked for, or as many as the week has room for.
    private var gap: Int {
        guard times > 1 else { return restDays + 1 }
        return max(1, min(restDays + 1, times > 7 ? 1 : 6 / (times - 1)))
    }

    /// How many fit from `earliest` to Sunday.
    private func room(from earliest: LocalDate, _ today: LocalDate, _ toDoToday: Int) -> Int {
        let days = today.startOfWeek.adding(days: 6).days(since: earliest)
        guard days >= 0 else { return 0 }
        return (earliest == today ? toDoToday : perDay) + days / gap * perDay
    }

    /// The day of each entry that adds to progress, in the zone it was made in.
    private func dates(_ moment: Moment) -> [LocalDate] {
        // Field by field: a copy of an entry costs fifty times what its numbers do.
        return moment.entries.withUnsafeBufferPointer { entries in
            var dates: [LocalDate] = []
            dates.reserveCapacity(entries.count)
            for index in entries.indices where entries[index].kind.counts {
                let (at, offset) = (entries[index].at, entries[index].offset)
                dates.append(Day.date(of: at, offset: offset, starts: moment.day.starts))
            }
            return dates
        }
    }
}
