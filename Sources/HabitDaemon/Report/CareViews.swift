internal import HabitEngine
internal import HabitKit

/// How far one habit was kept up.
struct AdherenceRow {
    let label: String
    let goal: String
    let hasShare: Bool
    /// `73 %`
    let share: String
    /// Of 100, for the bar.
    let width: Int
    /// `438 of 601 days`
    let counts: String
    /// `62 gentle, 34 at rest, 21 unknown`
    let aside: String

    init(_ adherence: Adherence) {
        let every = adherence.everyDays
        let unit = every == 1 ? "day" : every == 7 ? "week" : "\(every)-day span"
        label = ReportWords.shown(adherence.title)
        goal = Self.goal(adherence)
        hasShare = adherence.share != nil
        share = adherence.share.map(ReportWords.percent) ?? ""
        width = Int(((adherence.share ?? 0) * 100).rounded())
        if adherence.asked > 0 {
            counts =
                "\(adherence.met) of \(ReportWords.count(adherence.asked, unit))"
                + (adherence.share == nil ? ": too few to tell" : "")
        } else {
            let mean = adherence.perDay.map {
                ReportWords.tenth($0) + (adherence.unit == "times" ? "" : " " + adherence.unit)
            }
            counts = mean.map { "\($0) a day" } ?? "nothing was asked for"
        }
        let parts = [
            (adherence.gentle, "gentle"), (adherence.neutral, "at rest"), (adherence.unknown, "unknown"),
        ]
        aside = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }

    private static func goal(_ adherence: Adherence) -> String {
        guard let goal = adherence.goals.last else { return "no goal" }
        let every = adherence.everyDays
        let span = every == 1 ? "a day" : every == 7 ? "a week" : "in \(every) days"
        let before = adherence.goals.dropLast()
        // A goal that changed again and again is told by its first and its last.
        let told = before.count > 2 ? [before[0]] : Array(before)
        return told.map { NumberText.print($0) + ", then " }.joined() + ReportWords.amount(goal, adherence.unit)
            + " \(span)"
    }
}

/// What was planned and given of a habit that comes in sessions.
struct CourseView {
    let heading: String
    /// `33 given, 32 planned`
    let sum: String
    let facts: [String]
    let phases: [PhaseRow]
    let hasPhases: Bool
    let sessions: [SessionRow]
    let hasSessions: Bool
    let omitted: String?

    /// Sessions that are told one by one.
    private static let most = 12

    struct PhaseRow {
        let every: String
        let span: String
        let planned: Int
        let given: Int
    }

    struct SessionRow {
        let day: String
        let minutes: String
        let pressure: String
        let areas: String
        let wish: String
    }

    init(_ course: SessionCourse) {
        heading = ReportWords.shown(course.title)
        sum = course.planned.map { "\(course.sessions.count) given, \($0) planned" } ?? "\(course.sessions.count) given"
        phases = course.phases.map {
            PhaseRow(
                every: ReportWords.every($0.everyDays), span: ReportWords.range($0.from, $0.through),
                planned: $0.planned, given: $0.given)
        }
        hasPhases = !phases.isEmpty
        facts = Self.facts(course)
        sessions = course.sessions.suffix(Self.most).reversed().map(SessionRow.init)
        hasSessions = !sessions.isEmpty
        let left = course.sessions.count - sessions.count
        omitted = left > 0 ? "\(ReportWords.count(left, "earlier session")); the JSON form has every one." : nil
    }

    private static func facts(_ course: SessionCourse) -> [String] {
        var facts: [String] = []
        if let gap = course.longestGap {
            facts.append("Longest time between two: \(ReportWords.count(gap, "day")).")
        }
        if course.skipped > 0 { facts.append("Let go on purpose: \(course.skipped).") }
        if let next = course.next {
            facts.append("Next: \(ReportWords.long(next.date)), \(next.time.text).")
        } else if let last = course.sessions.last {
            facts.append("Last: \(ReportWords.long(last.date)). None is booked.")
        }
        return facts
    }
}

extension CourseView.SessionRow {
    init(_ session: Session) {
        day = ReportWords.short(session.date)
        minutes = session.minutes.map { NumberText.print($0.rounded()) + " min" } ?? "–"
        pressure = session.pressure.map { "\($0) of 10" } ?? "–"
        areas = session.areas.map(ReportWords.shown) ?? "–"
        wish = session.next.map(ReportWords.shown) ?? "–"
    }
}
