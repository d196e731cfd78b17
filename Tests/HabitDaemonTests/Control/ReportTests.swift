import HabitEngine
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// The report over the wire, in each of its forms.
@Suite(.timeLimit(.minutes(2))) struct ReportTests {
    private static let script = "<script>alert(1)</script>"

    /// Words that try to be markup, the last one behind a character that joins itself to the next.
    private static let hostile = [script, "\"><img src=x onerror=y>", "\u{600}" + script, "| a | b |", "{{title}}"]

    private func text(_ daemon: RunningDaemon, _ call: Control.ReportCall) throws -> String {
        var text = ""
        try daemon.connect().stream("io.habitd.Control.Report", call, of: Control.ReportReply.self) {
            #expect($0.text.utf8.count <= 128 * 1024)
            text += $0.text
            return true
        }
        return text
    }

    /// Some weeks of check-ins and words.
    private func live(_ daemon: RunningDaemon, words: [String] = ["Is swimming fine?"]) async throws {
        let history = daemon.parts.history
        for number in 0..<70 {
            let at = start - .seconds(86_400 * number)
            let day = startDay.adding(days: -number)
            try await history.append(
                Entry(
                    id: "c\(number)", habit: CheckIn.habit, at: at, amount: 1, unit: .times,
                    attributes: ["pain": "\(number < 35 ? 3 : 6)", "sleep": "7", "mood": "5", "energy": "5"],
                    note: "secret \(number)"), day: day)
            try await history.plan(DayPlan(habit: "sip", day: day, target: 1000))
        }
        for (index, word) in words.enumerated() {
            for habit in ["tell", "victory"] {
                try await history.append(
                    Entry(id: "\(habit)\(index)", habit: habit, at: start, amount: 1, unit: .times, note: word),
                    day: startDay)
            }
        }
    }

    @Test func `a report tells baseline, now and words, and no notes unless they are asked for`() async throws {
        try await withDaemon { daemon async throws in
            try await live(daemon)
            for format in ["html", "markdown", "json"] {
                let plain = try text(daemon, .init(format: format, name: "Anna"))
                #expect(plain.contains("Anna") && plain.contains("Is swimming fine?"), "\(format)")
                #expect(!plain.contains("secret"), "\(format)")
                #expect(plain.contains("6.0") || format == "json", "\(format)")
                let noted = try text(daemon, .init(format: format, notes: true))
                #expect(noted.contains("secret 3") && !noted.contains("Anna"), "\(format)")
            }
            let page = try text(daemon, .init(format: "markdown"))
            #expect(page.contains("| Pain | 6.0 | 3.0 | −3.0 points (−50\u{A0}%) | less pain."), "\(page)")
        }
    }

    @Test func `words that would be markup are shown as they are`() async throws {
        try await withDaemon { daemon async throws in
            try await live(daemon, words: Self.hostile)
            let page = try text(daemon, .init(format: "html", name: Self.script, notes: true))
            #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("javascript:"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("{{title}}"))
            for outside in ["http://", "https://", "//", "url(", "@import", "src="] {
                #expect(
                    !page.replacing("&quot;&gt;&lt;img src=x", with: "").replacing("</", with: "").contains(outside))
            }
            #expect(page.contains("default-src 'none'"))
            let markdown = try text(daemon, .init(format: "markdown", name: Self.script))
            #expect(!markdown.contains("<script") && markdown.contains("\\| a \\| b \\|"))
        }
    }

    @Test func `a private habit does not stand in it`() async throws {
        let configuration = "[habits.sip]\nprivate = true\n[habits.nap]\n"
        try await withDaemon(configuration: configuration) { daemon async throws in
            try await live(daemon)
            try await daemon.parts.history.append(entry("n", "nap", 200), day: startDay)
            let page = try text(daemon, .init(format: "markdown"))
            #expect(page.contains("Napping") && !page.contains("Sipping"))
        }
    }

    @Test func `its days can be chosen, and must be in order`() async throws {
        try await withDaemon { daemon async throws in
            try await live(daemon)
            let page = try text(daemon, .init(format: "markdown", since: "2026-11-01", until: "yesterday"))
            #expect(page.contains("1 November 2026 – 23 November 2026 (23 days)"), "\(page)")
            for (since, until) in [("2026-11-20", "2026-11-10"), ("tomorrow", nil), ("whenever", nil)] {
                let connection = try daemon.connect()
                let call = Control.ReportCall(format: "json", since: since, until: until)
                let error = #expect(throws: VarlinkError.self) {
                    try connection.stream("io.habitd.Control.Report", call, of: Control.ReportReply.self) { _ in true }
                }
                #expect(error?.name == "io.habitd.Control.InvalidTime")
            }
        }
    }

    @Test func `an empty history makes a page that says so`() async throws {
        try await withDaemon { daemon async throws in
            let page = try text(daemon, .init(format: "markdown"))
            #expect(page.contains("Nothing is compared") && page.contains("Nothing was noted."))
            #expect(try text(daemon, .init(format: "html")).contains("</html>"))
            #expect(try daemon.refusal("Report", Control.ReportCall(format: "json")) == .expectedMore)
        }
    }

    @Test func `nothing of it reaches the journal`() async throws {
        try await withDaemon { daemon async throws in
            try await live(daemon)
            _ = try text(daemon, .init(format: "html", name: "Anna", notes: true))
            let records = await daemon.journal.all(daemon.parts.writer)
            #expect(!records.contains { "\($0)".contains("Anna") || "\($0)".contains("swimming") })
        }
    }

    @Test(arguments: [0, 1, 131_071, 131_072, 131_073, 300_001])
    func `a long text comes in parts that make up the whole`(length: Int) {
        // A character of three bytes lies across every border.
        let text = String(repeating: "€", count: length)
        var parts = TextParts(text)
        var all = ""
        while let part = parts.next() { all += part }
        #expect(all + parts.last == text)
    }

    @Test(
        arguments: [("day", 1), ("week", 7), ("14d", 14), ("0d", nil), ("month", nil), ("d", nil)] as [(String, Int?)])
    func `a period's words are days`(words: String, days: Int?) {
        #expect(TargetPeriod(text: words)?.days == days)
    }
}
