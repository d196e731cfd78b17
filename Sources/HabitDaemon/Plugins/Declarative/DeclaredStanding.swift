internal import HabitKit

/// How far the day or the week has come.
struct DeclaredStanding {
    /// In `unit`, since the period began.
    var done: Double
    /// What is told beside it.
    var target: Double?
    /// The amounts' unit, or times where entries are counted.
    var unit: Unit
    /// What was done today, in `unit`.
    var doneToday: Double
    /// Nothing more is wanted.
    var isMet: Bool
    /// What is asked for now, and its unit.
    var portion: Quantity
    /// That it is met, in words.
    private(set) var praise = ""

    init(_ declaration: Declaration, _ force: DeclaredForce, _ moment: Moment) {
        let counts = declaration.countsEntries
        unit = counts ? .times : declaration.unit
        doneToday = counts ? Double(moment.doneToday.count) : moment.amountToday(in: declaration.unit)
        target = force.shownTarget
        portion = Quantity(amount: declaration.usual, unit: declaration.unit)
        switch declaration.cadence {
        case .phased(let phases, let at):
            let plan = PhasedPlan(phases: phases, at: at)
            isMet = plan.last(moment) != nil && plan.nextDay(moment) > moment.day.date
            done = isMet ? 1 : 0
        case .week(_, let restDays, _):
            let week = TimesPerWeek(times: Int(force.target ?? 1), restDays: restDays).standing(moment)
            done = Double(week.done)
            isMet = week.state == .complete
        case .active, .spread, .clock:
            let isWeek = declaration.manifestPeriod == .week
            done = isWeek ? Self.week(moment, declaration.unit, counts) : doneToday
            let wanted = declaration.period == .week ? done : doneToday
            isMet = force.target.map { wanted >= $0 - $0 * 1e-9 } ?? false
        }
        praise = praise(declaration, force)
    }

    /// What was done since Monday.
    private static func week(_ moment: Moment, _ unit: Unit, _ counts: Bool) -> Double {
        let monday = moment.instant(moment.day.starts, on: moment.day.date.startOfWeek)
        return moment.entries.lazy.filter { $0.counts && $0.at >= monday }.reduce(0) { sum, entry in
            if counts { return sum + 1 }
            guard entry.unit.dimension == unit.dimension else { return sum }
            return sum + entry.amount * entry.unit.scale / unit.scale
        }
    }

    private func praise(_ declaration: Declaration, _ force: DeclaredForce) -> String {
        if force.isByDays { return "done for today; \(told) this week" }
        switch declaration.cadence {
        case .week: return "\(told) this week"
        case .phased: return "done for this time"
        case .active, .spread, .clock:
            return "the \(declaration.period == .week ? "week" : "day")'s goal is met: \(told)"
        }
    }

    var progress: Progress { Progress(done: done, target: target, unit: unit) }

    /// `2 of 3 times`.
    var told: String {
        guard let target else { return Quantity(amount: done, unit: unit).text }
        return "\(NumberText.print(done)) of \(Quantity(amount: target, unit: unit).text)"
    }

    /// A number for a message.
    func text(_ place: MessageTemplate.Place) -> String {
        switch place {
        case .done: Quantity(amount: done, unit: unit).text
        case .target: Quantity(amount: target ?? 0, unit: unit).text
        case .left: Quantity(amount: max(0, (target ?? 0) - done), unit: unit).text
        case .portion: Quantity(amount: UnitRanges.roundedUp(portion.amount, portion.unit), unit: portion.unit).text
        }
    }
}

extension Declaration {
    /// What progress is told over. A day on which nothing is asked must not count as one that was left out, so habits
    /// of some weekdays are told by the week.
    var manifestPeriod: Manifest.Period {
        switch cadence {
        case .week, .phased: .week
        case .clock(_, let days): days.isEmpty ? period : .week
        case .active, .spread: period
        }
    }
}
