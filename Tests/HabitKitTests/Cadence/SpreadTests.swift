import HabitKit
import HabitTesting
import Testing

@Suite struct SpreadTests {
    private let cadence = Spread(target: 1500, serving: 250, unit: .millilitres)

    private func next(_ builder: MomentBuilder) -> (due: String?, reason: String) {
        let moment = builder.moment
        let due = cadence.next(moment, done: moment.amountToday(in: .millilitres))
        return (due.at.map { moment.clock($0) }, due.reason)
    }

    @Test func `the first serving comes soon after the active hours begin`() {
        #expect(next(MomentBuilder("2026-11-24 08:30")).due == "09:37")
    }

    @Test func `before the active hours the first serving is already planned`() {
        #expect(next(MomentBuilder("2026-11-24 07:00")).due == "09:37")
    }

    @Test func `who is ahead of pace is not asked`() {
        let ahead = next(MomentBuilder("2026-11-24 10:00").done("09:00", 750, .millilitres))
        #expect(ahead.due == "16:22")
        #expect(ahead.reason == "ahead of pace: 750 of 1500 ml, next at 16:22")
    }

    @Test func `who is behind is asked now and told the pace`() {
        let behind = next(MomentBuilder("2026-11-24 16:00"))
        #expect(behind.due == "09:37")
        #expect(behind.reason == "behind pace: 0 of 1500 ml, 833 by now")
    }

    @Test func `catching up is no flood`() {
        #expect(next(MomentBuilder("2026-11-24 16:00").done("15:55", 250, .millilitres)).due == "17:02")
        #expect(next(MomentBuilder("2026-11-24 16:00").prompted("15:50")).due == "16:57")
    }

    @Test func `nothing is asked once the goal is met`() {
        let met = next(MomentBuilder("2026-11-24 16:00").done("15:00", 1600, .millilitres))
        #expect(met.due == nil)
        #expect(met.reason == "the day's goal is met: 1600 of 1500 ml")
    }

    @Test(arguments: ["2026-11-24 22:00", "2026-11-25 01:00", "2026-11-25 03:59"])
    func `nothing is asked at night`(time: String) {
        #expect(next(MomentBuilder(time)).due == nil)
    }

    @Test func `a day of silence asks nothing`() {
        #expect(next(MomentBuilder("2026-11-24 12:00", active: [])).due == nil)
    }

    @Test func `who is just on pace is told so, before the day and in it`() {
        #expect(next(MomentBuilder("2026-11-24 06:00")).reason == "on pace: 0 of 1500 ml, next at 09:37")
        #expect(next(MomentBuilder("2026-11-24 09:00")).reason == "on pace: 0 of 1500 ml, next at 09:37")
    }

    @Test func `an unanswered prompt leaves the standing and waits`() {
        let waiting = next(MomentBuilder("2026-11-24 09:40").prompted("09:37"))
        #expect(waiting.due == "10:44")
        #expect(waiting.reason == "behind pace: 0 of 1500 ml, next at 10:44")
    }

    @Test func `two litres at noon are told as anyone would`() {
        let moment = MomentBuilder("2026-11-24 15:00").done("14:50", 1250, .millilitres).moment
        let due = Spread(target: 2000, serving: 250, unit: .millilitres).next(moment, done: 1250)
        #expect(due.reason == "ahead of pace: 1250 of 2000 ml, next at 17:46")
    }

    @Test func `a midday pause is left out of the pace`() {
        let moment = MomentBuilder("2026-11-24 12:30", active: [("09:00", "12:00"), ("13:00", "16:00")])
            .done("11:50", 750, .millilitres).moment
        let due = cadence.next(moment, done: 750)
        #expect(due.at.map { moment.clock($0) } == "13:30")
    }

    @Test func `servings too small to be asked one by one are asked together`() {
        let moment = MomentBuilder("2026-11-24 09:00").moment
        let sips = Spread(target: 2700, serving: 50, unit: .millilitres)
        #expect(abs(sips.portion(moment, done: 0) - 100) < 1e-9)
        #expect(sips.next(moment, done: 0).at.map { moment.clock($0) } == "08:45")
        #expect(cadence.portion(moment, done: 0) == 250)
        #expect(cadence.portion(moment, done: 1400) == 100)
        #expect(cadence.portion(moment, done: 1600) == 0)
    }

    @Test func `what was drunk in cups meets the target in millilitres`() {
        let cup = 240 / 29.573_529_562_5
        let moment = MomentBuilder("2026-11-24 12:00").done("09:00", cup, .ounces).done("10:00", 1, .cups).moment
        let done = moment.amountToday(in: .millilitres)
        #expect(Spread(target: 480, serving: 240, unit: .millilitres).next(moment, done: done).at == nil)
    }

    @Test func `whoever answers each prompt reaches the target, and is never asked outside the active hours`() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            var moment = MomentBuilder("2026-11-24 04:00", active: Self.hours(&random)).moment
            let cadence = Spread(
                target: Double.random(in: 100...4000, using: &random),
                serving: Double.random(in: 20...1000, using: &random), unit: .millilitres)
            var done = 0.0
            var asked: [Instant] = []
            while let due = cadence.next(moment, done: done).at {
                try #require(asked.count <= 100)
                moment.now = max(due, moment.now)
                #expect(moment.day.active.contains { $0.contains(moment.now) })
                if let last = asked.last { #expect(moment.now - last >= .minutes(10)) }
                asked.append(moment.now)
                let portion = cadence.portion(moment, done: done)
                moment.lastPrompt = PromptRecord(due: due, announcedAt: moment.now, outcome: .done)
                moment.entries.append(
                    Entry(id: "\(asked.count)", habit: "water", at: moment.now, amount: portion, unit: .millilitres))
                done = moment.amountToday(in: .millilitres)
            }
            #expect(abs(done - cadence.target) < 0.01, "\(cadence)")
        }
    }

    @Test func `whoever never answers is asked ever later, within the active hours, and not without end`() throws {
        var random = SeededRandom(seed: 6)
        for _ in 0..<100 {
            var moment = MomentBuilder("2026-11-24 04:00", active: Self.hours(&random)).moment
            var asked = 0
            while let due = cadence.next(moment, done: 0).at {
                if let last = moment.lastPrompt { #expect(due > last.announcedAt) }
                moment.now = max(due, moment.now)
                #expect(moment.day.active.contains { $0.contains(moment.now) })
                moment.lastPrompt = PromptRecord(due: due, announcedAt: moment.now, outcome: .lapsed)
                asked += 1
                try #require(asked <= 12)
            }
        }
    }

    /// One or two ranges of at least two hours.
    private static func hours(_ random: inout SeededRandom) -> [(String, String)] {
        let start = Int.random(in: 5...10, using: &random)
        let end = Int.random(in: (start + 6)...23, using: &random)
        func clock(_ hour: Int, _ minute: Int) -> String { LocalTime(secondOfDay: hour * 3600 + minute * 60).text }
        guard Bool.random(using: &random) else { return [(clock(start, 0), clock(end, 30))] }
        let noon = (start + end) / 2
        return [(clock(start, 0), clock(noon, 0)), (clock(noon, 45), clock(end, 30))]
    }
}
