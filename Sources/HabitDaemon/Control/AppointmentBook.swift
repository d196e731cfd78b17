internal import HabitEngine
internal import HabitKit

/// What the days tell about sessions and the time between them. Observations of one person: they prove nothing.
struct AppointmentBook {
    let visits: Appointments
    let phases: [Phases.Phase]
    /// The days of every session there was, oldest first.
    let sessions: [LocalDate]
    let today: LocalDate
    let body: [BodyDay]

    /// Days on each side below which nothing is said of them.
    private static let least = 10

    /// The phases with the days they begin on.
    var plan: [Control.PlanPhase] {
        guard let plan = visits.plan else { return [] }
        let date = max(today, plan.started)
        var start = plan.started
        return plan.phases.map { phase in
            let end = phase.forDays.map(start.adding(days:))
            defer { start = end ?? start }
            let isNow = start <= date && end.map { date < $0 } ?? true
            return Control.PlanPhase(from: start.text, everyDays: phase.everyDays, isNow: isNow)
        }
    }

    /// Pain on days within the interval of a session, and on days when the next was overdue.
    var gaps: Control.PainComparison? {
        guard var plan = visits.plan else { return nil }
        // A plan looks back a year or so; sessions before it were under the phases of their own time.
        if let first = sessions.first, first < plan.started { plan.started = first }
        var (within, overdue) = ([Double](), [Double]())
        var place = 0
        for day in body {
            while place < sessions.count, sessions[place] <= day.date { place += 1 }
            guard place > 0, let pain = day[.pain] else { continue }
            let last = sessions[place - 1]
            if day.date.days(since: last) <= plan.phase(on: last).everyDays {
                within.append(pain)
            } else {
                overdue.append(pain)
            }
        }
        guard within.count >= Self.least, overdue.count >= Self.least else { return nil }
        return Control.PainComparison(
            first: Self.mean(within), second: Self.mean(overdue), firstCount: within.count, secondCount: overdue.count)
    }

    /// Pain before and after sessions became rarer, where it rose.
    var painRise: Control.PainComparison? {
        guard let change = visits.plan?.latestChange(on: today), change.after.everyDays > change.before.everyDays,
            let pain = PainOverChange(body.flatMap(Self.pains), change: change.day), pain.isRise
        else { return nil }
        return Control.PainComparison(
            first: Self.rounded(pain.before), second: Self.rounded(pain.after), firstCount: pain.counts.before,
            secondCount: pain.counts.after, changed: change.day.text)
    }

    /// As often as it was told that day.
    private static func pains(_ day: BodyDay) -> [(day: LocalDate, pain: Double)] {
        guard let pain = day[.pain] else { return [] }
        return Array(repeating: (day.date, pain), count: max(1, day.count))
    }

    private static func mean(_ values: [Double]) -> Double {
        rounded(values.reduce(0, +) / Double(values.count))
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
