internal import HabitEngine
internal import HabitKit

/// What the chart shows, for who does not see it.
struct CourseText {
    let report: Report

    init(_ report: Report) {
        self.report = report
    }

    var words: String {
        ([CheckIn.Scale.pain, .sleep, .mood].map(line) + report.sessions.flatMap(sessions)).joined(separator: " ")
    }

    private func line(_ scale: CheckIn.Scale) -> String {
        let known = report.course.filter { $0[scale] != nil }
        guard let first = known.first, let last = known.last else { return "\(scale.name): too few check-ins to draw." }
        var text = "\(scale.name), \(ReportWords.count(known.count, "mean")): "
        text += "\(figure(first, scale)) at first, \(figure(last, scale)) at last"
        let order = { (left: BodySpan, right: BodySpan) in (left[scale] ?? 0) < (right[scale] ?? 0) }
        if let low = known.min(by: order), let high = known.max(by: order) {
            text += ", lowest \(figure(low, scale)), highest \(figure(high, scale))"
        }
        if let row = report.comparison.rows.first(where: { $0.scale == scale }), let baseline = row.baseline,
            let now = row.now
        {
            text += "; four weeks' means: \(ReportWords.tenth(baseline)) then, \(ReportWords.tenth(now)) now"
        }
        return text + "."
    }

    private func figure(_ span: BodySpan, _ scale: CheckIn.Scale) -> String {
        "\(ReportWords.tenth(span[scale] ?? 0)) (\(ReportWords.short(span.from)))"
    }

    private func sessions(_ course: SessionCourse) -> [String] {
        let phases = course.phases.map { "\(ReportWords.every($0.everyDays)) from \(ReportWords.short($0.from))" }
        let plan = phases.isEmpty ? "" : ", planned " + phases.joined(separator: ", ")
        return ["\(course.title): \(ReportWords.count(course.sessions.count, "session"))\(plan)."]
    }
}
