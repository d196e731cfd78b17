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

    @Test func `whoever answers each prompt reaches the target, and is never asked outside the active hours`() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            let start = Int.random(in: 5...12, using: &random)
            let end = Int.random(in: (start + 4)...23, using: &random)
            let active = [("\(start):00", "\(end):30")]
            let cadence = Spread(
                target: Double.random(in: 100...4000, using: &random),
                serving: Double.random(in: 100...500, using: &random),
                unit: .millilitres)
            var moment = MomentBuilder(
                "2026-11-24 \(start < 10 ? "0" : "")\(start):00", active: active
            ).moment
            var done = 0.0
            var asked = 0
            while let due = cadence.next(moment, done: done).at {
                asked += 1
                try #require(asked <= 100)
                #expect(moment.day.active.contains { $0.contains(max(due, moment.now)) })
                done += min(cadence.serving, cadence.target - done)
                moment.now = max(due, moment.now)
                moment.entries.append(
                    Entry(id: "\(asked)", habit: "water", at: moment.now, amount: done, unit: .millilitres))
            }
            let spacing = cadence.serving / cadence.target
            // Servings closer together than the catching-up pause are the one exception: they are spread wider.
            if spacing > 0.12 { #expect(done >= cadence.target - 1e-6) }
        }
    }
}
