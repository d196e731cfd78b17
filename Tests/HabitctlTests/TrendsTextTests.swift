import HabitKit
import Testing

@testable import habitctl

@Suite struct TrendsTextTests {
    @Test func `a sparkline shows how high, and leaves blank what is unknown`() {
        let values: [Double?] = [0, 0.1, 0.5, 1, nil, 2, -1, .nan]
        #expect(Sparkline(values, terminal: Samples.utf8).text == "▁▂▅█ █▁ ")
        #expect(Sparkline(values, terminal: Samples.ascii).text == "_.=# #_ ")
    }

    @Test func `weeks share columns where they do not fit, and each column names its month once`() throws {
        let first = try #require(LocalDate(text: "2025-12-01"))
        let year = WeekColumns(from: first, through: first.adding(days: 363), width: 60)
        #expect(year.count == 52 && year.weeksEach == 1)
        #expect(year.axis == "Dec '26 Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov")
        let decade = WeekColumns(from: first, through: first.adding(days: 3650), width: 60)
        #expect(decade.weeksEach == 9 && decade.count == 58)
        #expect(decade.axis.hasPrefix("2025 2026") || decade.axis.hasPrefix("2025"), "\(decade.axis)")
        let sums = decade.columns([(first, 1), (first.adding(days: 7), 2), (first.adding(days: 70), 4)]) {
            $0.reduce(0, +)
        }
        #expect(sums[0] == 3 && sums[1] == 4 && sums[2] == nil)
    }

    private static func calendar(_ states: String, _ terminal: Terminal, first: String = "2025-12-01") -> [String] {
        let series = Control.DaySeries(
            first: first, states: states, done: states.map { _ in 1 },
            shares: String(states.map { $0 == "d" ? "+" : "5" }), goals: [])
        return YearCalendar(series, terminal: terminal).lines
    }

    @Test func `a calendar has weeks across and weekdays down, and says what its marks mean`() {
        #expect(
            Self.calendar("dgpcrsmuo", Samples.utf8) == [
                "       Dec", "  Mon  █", "  Tue  ■○", "  Wed  ▒", "  Thu  ─", "  Fri  ~", "  Sat  /", "  Sun  ·", "",
                "  █ done   ■ gentle   ▒ partly   ─ not needed   ~ rest   / skipped   · missed",
                "  ○ today   blank unknown",
            ])
        #expect(
            Self.calendar("dgpcrsmuo", Samples.ascii)[1...7] == [
                "  Mon  #", "  Tue  %o", "  Wed  +", "  Thu  -", "  Fri  ~", "  Sat  /", "  Sun  .",
            ])
    }

    @Test func `years follow each other, the latest one whole`() {
        let lines = Self.calendar(String(repeating: "d", count: 3650), Samples.utf8)
        #expect(lines.count { $0.hasPrefix("  Mon") } == 10)
        #expect(lines.allSatisfy { $0.displayWidth <= 80 })
        let wide = Self.calendar(
            String(repeating: "d", count: 364), Terminal(width: 120, hasColor: false, hasUnicode: true))
        #expect(wide[1] == "  Mon  " + String(repeating: "█ ", count: 52).withoutTrailingBlanks)
    }

    @Test func `a chart's bars stand on its axis`() {
        let chart = WeekChart(values: [10, 5, 0, nil, 7.5], terminal: Samples.utf8, role: .resting)
        #expect(chart.lines == ["   10 ┤█", "      │█   █", "    5 ┤██  █", "    0 ┤██▁ █"])
        let ascii = WeekChart(values: [10, 5, 0, nil, 7.5], terminal: Samples.ascii, role: .resting)
        #expect(ascii.lines == ["   10 +#", "      |#   #", "    5 +##  #", "    0 +##. #"])
    }

    private static func association(
        _ words: String, difference: Double? = nil, standsOut: Bool = false
    ) -> Control.Association {
        .init(
            id: "a-b", isReverse: false, words: words, days: 10, needed: 60, unit: "points", difference: difference,
            low: nil, high: nil, more: nil, less: nil, p: nil, standsOut: standsOut)
    }

    @Test func `associations lead with what stands out, and say so when nothing does`() {
        let found = AssociationsText(
            reply: .init(associations: [
                Self.association("Sleep: not enough days yet, 10 of 60."),
                Self.association("On days after more movement, pain was lower.", difference: -1, standsOut: true),
                Self.association("Drinking: nothing stands out.", difference: 0.1),
            ]), terminal: Samples.utf8
        ).lines
        #expect(
            found.prefix(9) == [
                "What goes together", "", "  Stands out", "  On days after more movement, pain was lower.", "",
                "  Does not stand out", "  Drinking: nothing stands out.", "", "  Not enough days yet",
            ])
        let none = AssociationsText(reply: .init(associations: [Self.association("x")]), terminal: Samples.utf8).lines
        #expect(none[2] == "  Nothing stands out.")
    }

    @Test func `why tells the strength beneath the reason`() {
        let score = Control.ScoreReason(
            strength: 0.83, streak: 4, met: 24, of: 30, rested: 3, skipped: 0, unknown: 0, halfLifeDays: 13,
            words: "strength 0.83: 24 of the last 30 days that count met their goal; streak 4 days")
        let reply = Control.ExplainReply(
            id: "water", title: "Hydration", reason: "ahead", next: nil, decisions: [], score: score)
        #expect(
            WhyText(reply: reply, terminal: Samples.utf8, now: Samples.instant).lines == [
                "Hydration", "  ahead",
                "  strength 0.83: 24 of the last 30 days that count met their goal; streak 4",
                "    days",
            ])
    }
}
