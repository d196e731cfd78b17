import HabitKit
import HabitTesting
import Testing

@Suite struct MomentBuilderTests {
    private let builder = MomentBuilder("2026-11-24 15:40")

    private func text(_ ranges: [Range<Instant>]) -> [String] {
        ranges.map {
            Zone.utc.local($0.lowerBound).time.text + "–" + Zone.utc.local($0.upperBound).time.text
        }
    }

    @Test func `a day begins at four and speaks from half past eight to ten`() {
        let moment = builder.moment
        #expect(moment.day.date.text == "2026-11-24")
        #expect(text([moment.day.bounds]) == ["04:00–04:00"])
        #expect(text(moment.day.active) == ["08:30–22:00"])
        #expect(text(moment.activity.present) == ["04:00–15:40"])
    }

    @Test func `the small hours belong to the day before`() {
        let late = MomentBuilder("2026-11-25 01:30", active: [("20:00", "02:00")])
        #expect(late.moment.day.date.text == "2026-11-24")
        #expect(late.instant("01:00").iso8601(in: .utc) == "2026-11-25T01:00:00+00:00")
        #expect(text(late.moment.day.active) == ["20:00–02:00"])
        #expect(late.instant("04:00") == late.moment.day.bounds.lowerBound)
        #expect(late.instant("03:59") == late.moment.day.bounds.upperBound - .minutes(1))
    }

    @Test func `entries are sorted and carry the habit`() {
        let moment =
            builder.habit("water").done("12:00", 2, .cups).done("10:00", 250, .millilitres)
            .done("10:00", daysAgo: 1, kind: .rested).moment
        #expect(moment.entries.map(\.amount) == [1, 250, 2])
        #expect(Set(moment.entries.map(\.habit)) == ["water"])
        #expect(Set(moment.entries.map(\.id)).count == 3)
        #expect(moment.today.count == 2)
        #expect(moment.entries[0].kind == .rested)
    }

    @Test func `absences cut the time present`() {
        let moment = builder.presentSince("09:00").away("10:00", "10:20").asleep("12:00", "13:00")
            .moved("14:00", "14:10").awaySince("15:30").moment
        #expect(text(moment.activity.present) == ["09:00–10:00", "10:20–12:00", "13:00–15:30"])
        #expect(text(moment.activity.suspends) == ["12:00–13:00"])
        #expect(text(moment.activity.movement) == ["14:00–14:10"])
        #expect(moment.activity.state == .away)
    }

    @Test func `the last prompt and the mode are as said`() {
        let moment = builder.mode(.gentle).prompted("15:00", key: "neck", outcome: .snoozed).moment
        #expect(moment.mode == .gentle)
        #expect(moment.lastPrompt?.key == "neck")
        #expect(moment.lastPrompt?.outcome == .snoozed)
        #expect(moment.lastPrompt?.announcedAt == builder.instant("15:00"))
    }

    @Test func `nothing that a builder adds changes the builder`() {
        _ = builder.done("10:00").mode(.rest).awaySince("12:00")
        #expect(builder.moment.entries.isEmpty)
        #expect(builder.moment.mode == .normal)
        #expect(builder.moment.activity.state == .unknown)
    }
}
