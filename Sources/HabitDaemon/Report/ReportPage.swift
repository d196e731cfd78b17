internal import HabitEngine
internal import HabitKit

/// A report in words and figures, as its templates ask for them: by the names of these properties.
struct ReportPage {
    let title: String
    let owner: String?
    let period: String
    let length: String
    let made: String
    let contrast: ContrastView
    let charts: [ChartView]
    let chartNote: String
    let hasChart: Bool
    let tell: TellView
    let courses: [CourseView]
    let adherence: [AdherenceRow]
    let hasAdherence: Bool
    let completeness: String
    let peg: PEGView?
    let together: TogetherView?
    let victories: WordsView?
    let notes: WordsView?
    let hasNoNotes: Bool
    let months: MonthsView?
    let limits: [String]

    init(_ report: Report) {
        owner = report.name.map(ReportWords.shown)
        title = "Self-care report" + (owner.map { " of \($0)" } ?? "")
        period = ReportWords.long(report.from) + " – " + ReportWords.long(report.through)
        length = ReportWords.count(report.completeness.days, "day")
        made = ReportWords.long(report.made)
        contrast = ContrastView(report.comparison)
        hasChart = report.course.contains { $0.pain != nil || $0.sleep != nil || $0.mood != nil }
        let drawn = hasChart
        charts = drawn ? [ChartLayout.wide, .narrow].map { CourseChart(report, $0).view } : []
        chartNote = CourseChart.note(report)
        tell = TellView(report.tell)
        courses = report.sessions.map(CourseView.init)
        adherence = report.adherence.map(AdherenceRow.init)
        hasAdherence = !report.adherence.isEmpty
        completeness = Self.words(report.completeness)
        peg = report.peg.map(PEGView.init)
        together = TogetherView(report.associations)
        victories = WordsView(report.victories.reversed(), most: 12, what: "victory", many: "victories")
        notes = report.notes.flatMap { WordsView($0, most: .max, what: "note", many: "notes") }
        hasNoNotes = report.notes?.isEmpty ?? false
        months = MonthsView(report.months)
        limits = report.limits
    }

    private static func words(_ known: Completeness) -> String {
        guard known.days > 0 else { return "Nothing is known of this period." }
        let part = ReportWords.percent(Double(known.checkIns) / Double(known.days))
        var text = "A check-in on \(known.checkIns) of \(ReportWords.count(known.days, "day")) (\(part))"
        if let gap = known.longestGap {
            text +=
                "; the longest time without one was \(ReportWords.count(gap.days, "day"))"
                + " (\(ReportWords.range(gap.from, gap.through)))"
        }
        return text + ". habitd knew what was asked on \(ReportWords.count(known.knownDays, "day"))."
    }
}

/// Words and their dates in a list that ends somewhere.
struct WordsView {
    let lines: [WordsLine]
    /// `5 earlier victories are left out here.`
    let more: String?

    init?(_ words: [DatedWords], most: Int, what: String, many: String) {
        guard !words.isEmpty else { return nil }
        lines = words.prefix(most).map(WordsLine.init)
        let left = words.count - lines.count
        more = left > 0 ? "\(left) earlier \(left == 1 ? what : many); the JSON form has every one." : nil
    }
}

struct WordsLine {
    let day: String
    let words: String
    let source: String?

    init(_ words: DatedWords) {
        day = ReportWords.short(words.date)
        self.words = ReportWords.shown(words.words)
        source = words.habit.map(ReportWords.shown)
    }
}

/// What is to be talked about: the newest things first, whenever they were noted, for the last appointment that habitd knows
/// of may have been with somebody else.
struct TellView {
    let lines: [Line]
    let isQuiet: Bool
    /// What the mark before a line means; nil where there is none.
    let sinceWhen: String?
    let earlier: WordsView?

    struct Line {
        let day: String
        let words: String
        let isNew: Bool
    }

    /// As many as fit the first page.
    private static let most = 5

    init(_ tell: ThingsToTell) {
        let all = tell.since.map { ($0, tell.lastAppointment != nil) } + tell.earlier.map { ($0, false) }
        lines = all.prefix(Self.most).map { words, isNew in
            Line(day: ReportWords.short(words.date), words: ReportWords.shown(words.words), isNew: isNew)
        }
        isQuiet = all.isEmpty
        let hasNew = lines.contains(where: \.isNew)
        sinceWhen = tell.lastAppointment.flatMap {
            hasNew ? "● since the last appointment on \(ReportWords.short($0))" : nil
        }
        let left = all.dropFirst(Self.most).map(\.0)
        earlier = WordsView(left, most: 20, what: "thing to tell", many: "things to tell")
    }
}

/// What tended to go together.
struct TogetherView {
    /// What stands out.
    let findings: [String]
    /// What was asked as well; nil where everything stands out.
    let others: String?

    init?(_ associations: [ReportAssociation]) {
        guard !associations.isEmpty else { return nil }
        findings = associations.filter(\.standsOut).map(\.words)
        let quiet = associations.filter { !$0.standsOut }.map(\.title)
        let lead = findings.isEmpty ? "Nothing stands out. Asked were: " : "Asked as well, and nothing stands out: "
        others = quiet.isEmpty ? nil : lead + quiet.joined(separator: "; ") + "."
    }
}

struct PEGView {
    let first: String
    let last: String
    let change: String
    let answers: String

    init(_ peg: PEGCourse) {
        first = "\(ReportWords.tenth(peg.first.score)) on \(ReportWords.short(peg.first.date))"
        last = "\(ReportWords.tenth(peg.last.score)) on \(ReportWords.short(peg.last.date))"
        change = peg.change.map(ReportWords.signed) ?? "too close together to tell a change"
        answers = "answered \(ReportWords.count(peg.answers, "time"))"
    }
}

/// The course as a table: what the chart shows, in figures.
struct MonthsView {
    let span: String
    let spanWord: String
    let rows: [Row]

    struct Row {
        let label: String
        let checkIns: Int
        let pain: String
        let sleep: String
        let mood: String
        let energy: String
    }

    init?(_ spans: [BodySpan]) {
        guard spans.contains(where: { $0.checkIns > 0 }) else { return nil }
        let isQuarterly = spans.contains { $0.through.days(since: $0.from) > 31 }
        span = isQuarterly ? "Quarter" : "Month"
        spanWord = span.lowercased()
        rows = spans.map { span in
            let (year, month, _) = span.from.components
            func figure(_ mean: Double?) -> String { mean.map(ReportWords.tenth) ?? "–" }
            return Row(
                label: isQuarterly ? "\(year), \((month - 1) / 3 + 1). quarter" : ReportWords.month(span.from),
                checkIns: span.checkIns, pain: figure(span.pain), sleep: figure(span.sleep), mood: figure(span.mood),
                energy: figure(span.energy))
        }
    }
}
