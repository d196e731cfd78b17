internal import HabitEngine
internal import HabitKit

/// Pain, sleep and mood over the period, one above the other on one time axis, with sessions as ticks and the plan's
/// phases as bands.
///
/// The lines differ in dash and marker and each bears its name, so nothing is told by colour alone.
struct CourseChart {
    let report: Report
    let layout: ChartLayout

    init(_ report: Report, _ layout: ChartLayout) {
        self.report = report
        self.layout = layout
    }

    private static let scales: [CheckIn.Scale] = [.pain, .sleep, .mood]
    private var course: SessionCourse? { report.sessions.first { !$0.phases.isEmpty || !$0.sessions.isEmpty } }
    private var hasStrip: Bool { course.map { !$0.sessions.isEmpty } ?? false }

    private func panelHeight(_ scale: CheckIn.Scale) -> Double { scale == .pain ? 106 : 56 }
    private var bandTop: Double { 2 }
    private var firstPanel: Double { bandTop + (course == nil ? 2 : ChartLayout.bandRoom) + ChartLayout.titleRoom }
    private var stripRoom: Double { hasStrip ? 18 : 0 }

    /// The upper edge of a panel.
    private func top(_ scale: CheckIn.Scale) -> Double {
        var top = firstPanel
        for above in Self.scales.prefix(while: { $0 != scale }) {
            top += panelHeight(above) + ChartLayout.panelGap + (above == .pain ? stripRoom : 0)
        }
        return top
    }

    private var bottom: Double { top(.mood) + panelHeight(.mood) }

    private func x(_ date: LocalDate, middle: Double = 0) -> Double {
        let length = Double(max(1, report.through.days(since: report.from) + 1))
        let days = Double(date.days(since: report.from)) + middle
        return layout.left + (layout.right - layout.left) * min(max(0, days / length), 1)
    }

    private func y(_ mean: Double, _ scale: CheckIn.Scale) -> Double {
        top(scale) + panelHeight(scale) * (1 - min(max(0, mean), 10) / 10)
    }

    var view: ChartView {
        ChartView(
            kind: layout.name, width: drawn(layout.width), height: drawn(bottom + 20), textSize: drawn(layout.textSize),
            chartTitle: "Pain, sleep and mood, \(ReportWords.range(report.from, report.through))",
            chartText: CourseText(report).words, bands: bands, ticks: ticks,
            planLabel: bands.isEmpty ? nil : "plan", planX: drawn(layout.right + 6), planY: drawn(bandTop + 13),
            axisTop: drawn(firstPanel), axisBottom: drawn(bottom), tickY: drawn(bottom + 15),
            panels: Self.scales.map(panel), strip: strip)
    }

    // --- what stands behind the lines ---

    private var bands: [ChartView.Band] {
        (course?.phases ?? []).enumerated().map { index, phase in
            let start = x(max(phase.from, report.from))
            let end = x(phase.through, middle: 1)
            // Longer words where there is room for them: about half a text size a letter.
            let title = (course?.title ?? "").lowercased()
            let full = ReportWords.every(phase.everyDays)
            let weeks = phase.everyDays / 7
            let brief = phase.everyDays % 7 != 0 ? "\(phase.everyDays) days" : weeks == 1 ? "weekly" : "\(weeks) weeks"
            let choices = [index == 0 ? "\(title) \(full)" : full, full, brief]
            let label = choices.first { Double($0.count) * layout.textSize * 0.55 + 6 <= end - start }
            return ChartView.Band(
                x: drawn(start), y: drawn(bandTop), width: drawn(max(0, end - start)), height: drawn(bottom - bandTop),
                fill: index % 2 == 0 ? "#f1f1ee" : "#ffffff", edge: index > 0 ? drawn(start) : nil,
                bandLabel: label.map(ReportWords.shown), labelX: drawn(start + 4), labelY: drawn(bandTop + 13))
        }
    }

    private var strip: ChartView.Strip? {
        guard hasStrip, let course else { return nil }
        let top = top(.pain) + panelHeight(.pain) + 5
        let path = course.sessions.map { "M\(drawn(x($0.date, middle: 0.5))) \(drawn(top))v9" }.joined()
        return ChartView.Strip(
            path: path, stripLabel: ReportWords.shown(String(course.title.prefix(9))), x: drawn(layout.right + 6),
            y: drawn(top + 9))
    }

    /// The first days of months, as many as there is room for.
    private var ticks: [ChartView.Tick] {
        let months = max(1.0, Double(report.through.days(since: report.from) + 1) / 30.44)
        let room = (layout.right - layout.left) / months
        let step = [1, 2, 3, 6, 12, 24, 60].first { room * Double($0) >= layout.tickRoom } ?? 120
        let (year, month, _) = report.from.components
        var index = year * 12 + month - 1
        var ticks: [ChartView.Tick] = []
        while let date = LocalDate(year: index / 12, month: index % 12 + 1, day: 1), date <= report.through {
            if date >= report.from, index % step == 0 {
                ticks.append(ChartView.Tick(x: drawn(x(date)), tickLabel: ReportWords.month(date)))
            }
            index += 1
        }
        return ticks
    }

    // --- the lines ---

    /// The spans as points; on a narrow chart several are one.
    private func points(_ scale: CheckIn.Scale) -> [(x: Double, y: Double)?] {
        let size = max(1, (report.course.count + layout.points - 1) / layout.points)
        return stride(from: 0, to: report.course.count, by: size).map { start in
            let spans = report.course[start..<min(start + size, report.course.count)]
            let rated = spans.filter { $0[scale] != nil }
            guard let first = spans.first, let last = spans.last, !rated.isEmpty else { return nil }
            let days = Double(last.through.days(since: first.from) + 1)
            // By the days behind each mean.
            let weight = rated.reduce(0) { $0 + Double($1.checkIns) }
            let mean = rated.reduce(0) { $0 + ($1[scale] ?? 0) * Double($1.checkIns) } / max(1, weight)
            return (x(first.from, middle: days / 2), y(mean, scale))
        }
    }

    private func panel(_ scale: CheckIn.Scale) -> ChartView.Panel {
        let points = points(scale)
        let style = LineStyle(scale)
        let last = report.course.last { $0[scale] != nil }
        let end = points.compactMap { $0 }.last
        let (top, height) = (top(scale), panelHeight(scale))
        return ChartView.Panel(
            panelTitle: "\(scale.name): 0 \(scale.low), 10 \(scale.high)", titleX: drawn(layout.left),
            titleY: drawn(top - 6), grid: grid(scale), path: Self.line(points), dash: style.dash, stroke: style.stroke,
            markers: points.compactMap { $0 }.map { style.marker($0.x, $0.y, layout.marker) }.joined(),
            markerFill: style.fill, endLabel: last?[scale].map { "\(scale.name) \(ReportWords.tenth($0))" },
            endX: drawn(layout.right + 6), endY: drawn(min(max((end?.y ?? top) + 4, top + 10), top + height)),
            levels: scale == .pain ? levels : [])
    }

    private func grid(_ scale: CheckIn.Scale) -> [ChartView.Grid] {
        [0.0, 5, 10].map { value in
            let y = y(value, scale)
            return ChartView.Grid(
                x1: drawn(layout.left), x2: drawn(layout.right), y: drawn(y), number: "\(Int(value))",
                numberX: drawn(layout.left - 5), numberY: drawn(y + 4))
        }
    }

    /// The means that the summary compares.
    private var levels: [ChartView.Level] {
        guard let row = report.comparison.rows.first(where: { $0.scale == .pain }) else { return [] }
        let pairs = [(report.comparison.baseline, row.baseline), (report.comparison.now, row.now)]
        return pairs.compactMap { window, mean in
            guard let window, let mean else { return nil }
            return ChartView.Level(
                x1: drawn(x(window.from)), x2: drawn(x(window.through, middle: 1)), y: drawn(y(mean, .pain)))
        }
    }

    /// A line that ends where nothing is known and begins anew behind it.
    private static func line(_ points: [(x: Double, y: Double)?]) -> String {
        var isDrawing = false
        return points.reduce(into: "") { path, point in
            guard let point else { return isDrawing = false }
            path += "\(isDrawing ? "L" : "M")\(drawn(point.x)) \(drawn(point.y))"
            isDrawing = true
        }
    }

    /// What stands below the chart.
    static func note(_ report: Report) -> String {
        let span = report.courseWeeks == 1 ? "a week" : "\(report.courseWeeks) weeks"
        var text =
            "Each mark is the mean of \(span) with at least \(ReportRules.weekCheckIns) check-ins; where the line breaks, "
            + "nothing is known. Grey bars: the means compared above."
        if let course = report.sessions.first(where: { !$0.phases.isEmpty || !$0.sessions.isEmpty }) {
            let title = ReportWords.shown(course.title).lowercased()
            text += " Ticks: \(title) sessions; bands: what was planned."
        }
        return text
    }
}

/// How one line differs from the others.
private struct LineStyle {
    let dash: String
    let stroke: String
    let fill: String
    let marker: (Double, Double, Double) -> String

    init(_ scale: CheckIn.Scale) {
        switch scale {
        case .sleep: (dash, stroke, fill, marker) = ("5 2.5", "#24527a", "#ffffff", Self.square)
        case .mood: (dash, stroke, fill, marker) = ("1.5 2.5", "#3c6420", "#3c6420", Self.triangle)
        default: (dash, stroke, fill, marker) = ("none", "#8c1d18", "#8c1d18", Self.circle)
        }
    }

    private static func circle(_ x: Double, _ y: Double, _ r: Double) -> String {
        "M\(drawn(x - r)) \(drawn(y))a\(drawn(r)) \(drawn(r)) 0 1 0 \(drawn(2 * r)) 0a\(drawn(r)) \(drawn(r)) 0 1 0 \(drawn(-2 * r)) 0"
    }

    private static func square(_ x: Double, _ y: Double, _ r: Double) -> String {
        "M\(drawn(x - r)) \(drawn(y - r))h\(drawn(2 * r))v\(drawn(2 * r))h\(drawn(-2 * r))z"
    }

    private static func triangle(_ x: Double, _ y: Double, _ r: Double) -> String {
        "M\(drawn(x)) \(drawn(y - 1.3 * r))l\(drawn(1.3 * r)) \(drawn(2.3 * r))h\(drawn(-2.6 * r))z"
    }
}
