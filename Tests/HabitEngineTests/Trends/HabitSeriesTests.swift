import HabitEngine
import HabitKit
import Testing

@Suite struct HabitSeriesTests {
    private static func series(
        _ text: String, target: Double? = 1, period: TargetPeriod = .day, goal: Manifest.Goal = .amount,
        today: Int? = nil
    ) -> HabitSeries {
        HabitSeries(
            StandingTests.days(text, target: target, period: period, goal: goal),
            today: StandingTests.start.adding(days: today ?? text.count))
    }

    private static func states(_ series: HabitSeries) -> String { String(series.days.map(\.state.rawValue)) }

    @Test(arguments: [("xg.rs", "dgmrso"), ("x", "do"), ("x..", "dmmo")])
    func `each day says what became of it`(text: String, states: String) {
        #expect(Self.states(Self.series(text)) == states)
    }

    @Test func `today is open until its goal is met`() {
        #expect(Self.states(Self.series("xx.", today: 2)) == "ddo")
        #expect(Self.states(Self.series("xxx", today: 2)) == "ddd")
        #expect(Self.states(Self.series("xxr", today: 2)) == "ddr")
    }

    @Test func `a part of a goal shows as that part`() {
        let day = DayRecord(date: StandingTests.start, done: 750, count: 3, target: 1500)
        let series = HabitSeries([day], today: StandingTests.start.adding(days: 1))
        #expect(series.days[0].state == .partly && series.days[0].share == 0.5 && !series.days[0].isMet)
    }

    @Test(arguments: [
        ("x.x.x..", "dcdcdcco"), ("x.x....", "dmdmmmmo"), ("..x.x.x", "mmdcdcdo"), ("xxx.......", "dddccccmmmo"),
    ])
    func `three times a week covers the days between, and no others`(text: String, states: String) {
        #expect(Self.states(Self.series(text, target: 3, period: .week, goal: .count)) == states)
    }

    @Test func `a session a fortnight covers the fortnight`() {
        let text = "x" + StandingTests.repeated(".", 15)
        let series = Self.series(text, period: TargetPeriod(days: 14), goal: .count)
        #expect(Self.states(series) == "d" + StandingTests.repeated("c", 13) + "mmo")
        #expect(series.met.met == 14 && series.met.of == 16)
    }

    @Test func `days on which habitd did not run are unknown, and none is left out`() {
        var records = StandingTests.days("xx") + StandingTests.days("x.", from: 5)
        for index in records.indices { records[index].isPlanned = true }
        let series = HabitSeries(records, today: StandingTests.start.adding(days: 7))
        #expect(Self.states(series) == "dduuudmo")
        #expect(series.days.map(\.date.dayNumber) == Array(20_000...20_007))
    }

    @Test func `its standing is that of the fold`() {
        for text in ["x.xgsrx..xx", "xxxxxxx", "..", "rrx"] {
            for (target, period) in [(1.0, TargetPeriod.day), (3, .week), (1, TargetPeriod(days: 14))] {
                let records = StandingTests.days(text, target: target, period: period, goal: .count)
                let series = HabitSeries(records, today: records[records.count - 1].date.adding(days: 1))
                #expect(series.standing == StandingTests.standing(records), "\(text) \(target)")
            }
        }
    }

    @Test func `weeks sum up, and leave out what does not count`() {
        // The first day is a Friday.
        let series = Self.series("xr.xxxxx")
        #expect(series.weeks.map(\.monday.weekday) == [.monday, .monday])
        #expect(series.weeks.map(\.done) == [1, 5])
        #expect(series.weeks.map(\.days) == [2, 5] && series.weeks.map(\.met) == [1, 5])
        #expect(series.weekdays.map(\.days) == [1, 1, 1, 1, 2, 0, 1])
        #expect(series.weekdays[6].done == 0 && series.weekdays[5].done == nil)
    }

    @Test func `a cut keeps the days within, and how the whole stands`() {
        let series = Self.series("xxxxxxxxxx")
        let first = StandingTests.start.adding(days: 3)
        let cut = series.cut(from: first, through: first.adding(days: 1))
        #expect(cut.days.map(\.date) == [first, first.adding(days: 1)])
        #expect(cut.standing == series.standing && cut.longestStreak == 10)
    }

    @Test func `the longest streak is the longest there was`() {
        #expect(Self.series("xxxxx.xx").longestStreak == 5)
        #expect(Self.series("xx.xxx").longestStreak == 3)
        #expect(HabitSeries([], today: StandingTests.start).longestStreak == 0)
    }

    @Test func `a strength says what it comes from`() throws {
        let series = Self.series(StandingTests.repeated("x", 24) + "....rrr..x")
        let reason = try #require(ScoreReason(series))
        #expect(reason.met == 24 && reason.of == 30 && reason.rested == 3 && reason.streak == 1)
        let strength = series.standing.score
        #expect(
            reason.text.hasPrefix("strength 0.5") && strength > 0.5
                && reason.text.hasSuffix(
                    ": 24 of the last 30 days that count met their goal; a day weighs half after 13 days; "
                        + "left out: 3 days of rest; streak 1 day"),
            "\(reason.text)")
        #expect(ScoreReason(HabitSeries([], today: StandingTests.start)) == nil)
    }

    @Test func `a strength over weeks speaks of the days that were asked for`() throws {
        let week = Self.series(StandingTests.repeated("x.x.x..", 4), target: 3, period: .week, goal: .count)
        let words = try #require(ScoreReason(week)).text
        #expect(words.contains("on 28 of the last 28 days that count, what 7 days ask for was kept up"), "\(words)")
        #expect(words.contains("half after 20 days"), "\(words)")
    }

    @Test func `body weeks are without gaps and mean the days' means`() {
        let days = [
            BodyDay(date: StandingTests.start, means: [.pain: 4, .sleep: 6], worstPain: 5),
            BodyDay(date: StandingTests.start.adding(days: 1), means: [.pain: 6], worstPain: 7),
            BodyDay(date: StandingTests.start.adding(days: 18), means: [.mood: 3]),
        ]
        let weeks = BodyWeek.weeks(days)
        #expect(weeks.map(\.days) == [2, 0, 0, 1])
        #expect(weeks[0][.pain] == 5 && weeks[0][.sleep] == 6 && weeks[0].worstPain == 7 && weeks[3][.mood] == 3)
        #expect(BodyWeek.weeks([]).isEmpty)
    }
}
