internal import HabitKit
internal import Varlink

/// A check as a person reads it, line by line as it becomes known.
enum CheckText {
    /// So many problems of one kind tell enough: the same mistake shows in many moments.
    private static let most = 5

    static func line(_ line: CheckLine) -> String {
        let start = "  \(line.isSound ? "ok    " : "broken")  \(padded(line.check, 14))  "
        let told = (start + SafeText.oneLine(line.told)).trimmingEnd
        let problems = gathered(line.problems)
        let shown = problems.prefix(most).map { "          " + SafeText.oneLine($0) }
        let more = problems.count - shown.count
        let rest = more > 0 ? ["          and \(more) more of the kind"] : []
        let advice = line.advice.map { ["          To mend it: " + $0] } ?? []
        return ([told] + shown + rest + advice).joined(separator: "\n") + "\n"
    }

    /// What is the same at several moments is told once, with the first of them.
    private static func gathered(_ problems: [String]) -> [String] {
        var order: [String] = []
        var moments: [String: [String]] = [:]
        for problem in problems {
            let cut = problem.firstRange(of: ": ")
            let what = cut.map { String(problem[$0.upperBound...]) } ?? problem
            if moments[what] == nil { order.append(what) }
            moments[what, default: []].append(cut.map { String(problem[..<$0.lowerBound]) } ?? "")
        }
        return order.map { what in
            guard let all = moments[what], let first = all.first, !first.isEmpty else { return what }
            return all.count == 1 ? "\(first): \(what)" : "\(first) (and \(all.count - 1) more moments): \(what)"
        }
    }

    /// What is said at the end of a check that found nothing.
    static func soundness(_ report: CheckReport) -> String {
        guard let id = report.id else { return "" }
        let path = report.path.contains("/") ? report.path : "./" + report.path
        return "\n\(id) keeps the contract. To install it:\n  \(installation(of: SafeText.oneLine(path), id))\n"
    }

    private static func installation(of path: String, _ id: String) -> String {
        path.hasSuffix(".toml")
            ? "install -D -m 0644 \(path) ~/.config/habitd/habits.d/\(id).toml"
            : "install -D -m 0755 \(path) ~/.local/share/habitd/plugins/\(fileName(path))"
    }

    static func brokenness(_ report: CheckReport) -> String {
        let count = report.lines.filter { !$0.isSound }.count
        let name = report.id ?? SafeText.oneLine(fileName(report.path))
        return "\(name) breaks the contract in \(count == 1 ? "one point" : "\(count) points")."
    }

    static func fileName(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// A check as a program reads it.
enum CheckJSON {
    private struct Report: Encodable {
        struct Line: Encodable {
            var check: String
            var told: String
            var sound: Bool
            var problems: [String]
            var advice: String?
        }

        var path: String
        var id: String?
        var sound: Bool
        var checks: [Line]
        var times: CheckTimes
    }

    static func text(_ report: CheckReport) throws -> String {
        let lines = report.lines.map {
            Report.Line(
                check: $0.check, told: $0.told, sound: $0.isSound, problems: $0.problems, advice: $0.advice)
        }
        let bytes = try JSONText.encode(
            Report(path: report.path, id: report.id, sound: report.isSound, checks: lines, times: report.times))
        return String(decoding: bytes, as: UTF8.self) + "\n"
    }
}
