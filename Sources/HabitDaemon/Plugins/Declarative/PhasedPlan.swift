internal import HabitKit

/// Sessions at intervals that taper, asked for at a time of day.
struct PhasedPlan {
    let phases: Phases
    let at: LocalTime
    /// A plan is not told further ahead than this, days.
    static let reach = 390

    /// The day the next session falls on.
    func nextDay(_ moment: Moment) -> LocalDate {
        phases.next(after: last(moment).map { Day.date(of: $0, starts: moment.day.starts, zone: moment.zone) })
    }

    /// When the latest session was; nil when nothing of it is known.
    func last(_ moment: Moment) -> Instant? { moment.entries.last(where: \.counts)?.at }

    func next(_ moment: Moment) -> Due {
        let today = moment.day.date
        let next = nextDay(moment)
        let plan = told(every: phases.phase(on: max(today, phases.started)).everyDays)
        guard next <= today else {
            guard next.days(since: today) <= Self.reach else {
                return Due(at: nil, reason: "\(plan), from \(next.text) on")
            }
            let due = moment.instant(at, on: next)
            return Due(at: due, reason: "\(plan), next \(moment.told(due))")
        }
        // Who was asked today, or put it off, is asked tomorrow.
        let isPutOff = moment.today.last.map { !$0.counts } ?? false
        if !isPutOff, let due = ClockTimes([at]).next(moment).at, due < moment.day.bounds.upperBound {
            return Due(at: due, reason: "\(plan), and it is time \(next < today ? "again" : "today")")
        }
        let tomorrow = moment.instant(at, on: today.adding(days: 1))
        return Due(at: tomorrow, reason: "\(plan), next \(moment.told(tomorrow))")
    }

    /// `every week`, `every 4 weeks`, `every 10 days`.
    private func told(every days: Int) -> String {
        switch days {
        case 1: "every day"
        case 7: "every week"
        case _ where days % 7 == 0: "every \(days / 7) weeks"
        default: "every \(days) days"
        }
    }
}
