internal import HabitKit

/// What a cadence says of a moment, and what goes into the prompt with it.
struct CadenceAnswer {
    var due: Due
    var state: Assessment.State
    /// What is asked for now, in the habit's unit, where the cadence says so.
    var portion: Double?
    /// An absence that answers the prompt, seconds.
    var naturalBreak: Double?
    /// The reason does not tell of the goal itself.
    var tellsGoal = false

    init(
        _ cadence: DeclaredCadence, _ declaration: Declaration, _ force: DeclaredForce, _ standing: DeclaredStanding,
        _ moment: Moment
    ) {
        switch cadence {
        case .active(let every, let naturalBreak, let suspend, let atLatest):
            due =
                ActiveTime(
                    every: .seconds(every), naturalBreak: .seconds(naturalBreak), onSuspend: suspend,
                    atLatest: atLatest.map { .seconds($0) }
                ).next(moment)
            state = due.state(at: moment.now)
            self.naturalBreak = naturalBreak
            tellsGoal = true
        case .spread(let serving):
            let spread = Spread(target: force.target ?? serving, serving: serving, unit: declaration.unit)
            due = spread.next(moment, done: standing.doneToday)
            portion = spread.portion(moment, done: standing.doneToday)
            state = portion == 0 ? .satisfied : due.state(at: moment.now)
        case .clock(let times, let days):
            due = ClockAnswer(times: times, days: days).next(moment, force.target, standing)
            let isOver = due.at.map { $0 >= moment.day.bounds.upperBound } ?? true
            state = isOver && force.target == nil && standing.doneToday > 0 ? .satisfied : due.state(at: moment.now)
        case .week(let times, let restDays, let at):
            let week = TimesPerWeek(times: times, restDays: restDays)
            due = week.next(moment, at: at)
            switch week.standing(moment).state {
            case .complete: state = .satisfied
            case .resting: state = .resting
            case .free, .needed: state = due.state(at: moment.now)
            }
        case .phased(let phases, let at):
            due = PhasedPlan(phases: phases, at: at).next(moment)
            state = standing.isMet ? .satisfied : due.state(at: moment.now)
        }
    }
}

/// Times of day, of which the first so many are done already.
struct ClockAnswer {
    var times: [LocalTime]
    var days: [Weekday]

    /// What was done before its time is not asked for: of two times a day one is left once the first is done, be it early.
    func next(_ moment: Moment, _ target: Double?, _ standing: DeclaredStanding) -> Due {
        let today = moment.day.date
        let ordered = times.sorted { moment.instant($0, on: today) < moment.instant($1, on: today) }
        let weekdays = Set(days)
        var spared = 0
        if let target, standing.unit == .times {
            spared = Int(min(100, max(0, standing.doneToday - max(0, target - Double(times.count)))))
        }
        let left = Array(ordered.dropFirst(min(spared, ordered.count - 1)))
        let due = ClockTimes(left, on: weekdays).next(moment)
        guard left.count < ordered.count, let at = due.at, at >= moment.day.bounds.upperBound else { return due }
        // Another day begins with its first time again.
        let date = Day.date(of: at, starts: moment.day.starts, zone: moment.zone)
        let first = moment.instant(ordered[0], on: date)
        return Due(at: first, reason: "nothing more today, next \(moment.told(first))")
    }
}
