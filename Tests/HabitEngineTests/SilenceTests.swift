import HabitEngine
import HabitKit
import Testing

@Suite struct SilenceTests {
    @Test func `a pause ends by itself and releases no storm`() {
        var rig = Rig([
            ("a", clockTimes((10, 0), (10, 30))), ("b", clockTimes((10, 10))), ("c", clockTimes((11, 2))),
        ])
        rig.send(.paused(until: at(11)), at: at(9, 30))
        #expect(rig.view("a").state == .paused)
        #expect(rig.view("a").next == at(11))
        #expect(rig.view("a").reason == "paused until 11:00")
        #expect(rig.planner.pausedUntil == at(11))
        rig.run(until: at(10, 59))
        #expect(rig.announcements.isEmpty)
        rig.run(until: at(11, 1))
        #expect(rig.spoken == ["11:00 a+b+c"])
        #expect(rig.planner.pausedUntil == nil)
        #expect(rig.news.contains { $0.kind == .resumed })
        #expect(rig.planner.decisions(of: "a").contains { $0.what == "held back" && $0.reason == "paused" } == false)
    }

    @Test func `a pause ends on time though nothing waits`() {
        var rig = Rig([("a", fixed(Assessment(state: .satisfied, reason: "done")))])
        rig.send(.paused(until: at(11)), at: at(9, 30))
        rig.run(until: at(12))
        #expect(rig.news.filter { $0.kind == .resumed }.map(\.at) == [at(11)])
    }

    @Test func `resuming early tells what waits at once`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.send(.paused(until: at(14)), at: at(9, 30))
        rig.send(.resumed, at: at(10, 20))
        #expect(rig.spoken == ["10:20 a"])
    }

    @Test func `pausing into the past is resuming`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.send(.paused(until: at(14)), at: at(9, 30))
        rig.send(.paused(until: at(9)), at: at(9, 40))
        #expect(rig.planner.pausedUntil == nil)
    }

    @Test func `nothing is announced while away, and the return tells it once`() {
        var rig = Rig([("a", clockTimes((10, 0), (10, 40))), ("b", clockTimes((10, 20)))])
        rig.send(.presence(.away), at: at(9, 50))
        #expect(rig.view("a").next == at(10))
        rig.run(until: at(10, 30))
        #expect(rig.announcements.isEmpty)
        #expect(rig.view("a").next == nil)
        #expect(rig.deadline == at(4, 0, day: 1), "nothing wakes anybody while nobody is there")
        rig.send(.presence(.present), at: at(11))
        #expect(rig.spoken == ["11:00 a+b"])
        #expect(rig.news.contains { $0.kind == .presence && $0.reason.hasPrefix("back after") })
    }

    @Test func `an absence credits every break shorter than it`() {
        var rig = Rig([("posture", activeTime(every: 45, break: 2)), ("walk", activeTime(every: 60, break: 20))])
        rig.send(.presence(.away), at: at(9, 40))
        rig.send(.presence(.present), at: at(9, 50))
        #expect(rig.view("posture").next == at(10, 35), "it starts over")
        #expect(rig.view("walk").next == at(10, 10), "ten minutes do not count as sitting, nor as a break")
        rig.run(until: at(10, 36))
        #expect(rig.spoken == ["10:10 walk", "10:35 posture"])
    }

    @Test func `a repeat that would fall into an absence is not made up for later`() {
        var rig = Rig([("walk", clockTimes((10, 0), repeats: 1))])
        rig.send(.presence(.away), at: at(10, 2))
        rig.send(.presence(.present), at: at(10, 40))
        #expect(rig.spoken == ["10:00 walk"])
        #expect(rig.news.filter { $0.kind == .lapsed }.map(\.at) == [at(10, 20)])
        #expect(rig.planner.decisions(of: "walk").contains { $0.reason == "unanswered, you were away" })
    }

    @Test func `a repeat waits out a short absence`() {
        var rig = Rig([("walk", clockTimes((10, 0), repeats: 1))])
        rig.send(.presence(.away), at: at(10, 9))
        rig.send(.presence(.present), at: at(10, 12))
        #expect(rig.spoken == ["10:00 walk", "10:12 walk"])
    }

    /// Away since 10:02 for so many minutes, from a prompt of 10:00 that is repeated at 10:10.
    @Test(arguments: [(8, ["10:00 walk", "10:10 walk"]), (10, ["10:00 walk"]), (30, ["10:00 walk"])])
    func `an absence as long as a habit's break answers its prompt`(minutes: Int, spoken: [String]) {
        var rig = Rig([("walk", answeredByBreak(of: 9, clockTimes((10, 0), repeats: 1)))])
        rig.send(.presence(.away), at: at(10, 2))
        rig.send(.presence(.present), at: at(10, 2) + .minutes(minutes))
        rig.run(until: at(12))
        #expect(rig.spoken == spoken)
        let isCredited = rig.planner.decisions(of: "walk").contains { $0.reason.contains("a break in itself") }
        #expect(isCredited == (spoken.count == 1))
    }

    @Test func `an absence answers a snoozed prompt and no firm one`() throws {
        var rig = Rig([
            ("walk", answeredByBreak(of: 5, clockTimes((10, 0)))),
            ("massage", answeredByBreak(of: 5, clockTimes((10, 0), firm: true))),
        ])
        rig.run(until: at(10, 1))
        rig.perform(try rig.planner.snooze(nil, for: .minutes(15), at: rig.now).actions)
        rig.send(.presence(.away), at: at(10, 2))
        rig.send(.presence(.present), at: at(10, 40))
        rig.run(until: at(10, 45))
        #expect(rig.spoken == ["10:00 massage+walk", "10:40 massage"])
    }

    @Test func `a suspend answers like any absence`() {
        var rig = Rig([("walk", answeredByBreak(of: 5, clockTimes((10, 0), repeats: 1)))])
        rig.run(until: at(10, 1))
        rig.step(by: .zero, asleep: .minutes(12))
        #expect(rig.view("walk").open == nil)
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 walk"])
    }

    @Test func `a pause over days names the day it ends`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.send(.paused(until: at(14)))
        #expect(rig.view("a").reason == "paused until 14:00")
        rig.send(.paused(until: at(14, 0, day: 2)))
        #expect(rig.view("a").reason == "paused until Friday 14:00")
        #expect(rig.view("a").next == at(14, 0, day: 2))
        rig.send(.paused(until: at(14, 0, day: 10)))
        #expect(rig.view("a").reason == "paused until 2026-12-05 14:00")
        #expect(rig.news.last?.reason == "paused until 2026-12-05 14:00")
    }

    @Test func `whoever is satisfied still reads of a pause that holds the next prompt`() {
        let done: Rig.Plugin = { _ in
            Assessment(
                state: .satisfied, prompt: Prompt(due: at(11), message: "now"), reason: "goal met; next at 11:00")
        }
        var rig = Rig([("a", done)])
        rig.send(.paused(until: at(12)), at: at(10))
        #expect(rig.view("a").state == .satisfied)
        #expect(rig.view("a").next == at(12))
        #expect(rig.view("a").reason == "goal met; next at 11:00; paused until 12:00")
        rig.send(.paused(until: at(10, 30)))
        #expect(rig.view("a").reason == "goal met; next at 11:00")
    }

    @Test func `whoever snoozed before a pause reads of both`() throws {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.run(until: at(10, 1))
        rig.perform(try rig.planner.snooze("a", for: .minutes(10), at: rig.now).actions)
        #expect(rig.view("a").reason == "snoozed until 10:11")
        rig.send(.paused(until: at(12)))
        #expect(rig.view("a").reason == "snoozed until 10:11; paused until 12:00")
        #expect(rig.view("a").next == at(12))
        rig.run(until: at(13))
        #expect(rig.spoken == ["10:00 a", "12:00 a"])
    }

    @Test func `nothing is announced outside the active hours`() {
        var rig = Rig([("a", clockTimes((8, 0))), ("b", clockTimes((22, 0))), ("c", clockTimes((21, 59)))], at: at(7))
        #expect(rig.view("a").next == at(8, 30))
        #expect(rig.view("b").next == at(21, 59))
        #expect(rig.view("b").reason == "by the clock; told with others already at 21:59")
        rig.run(until: at(3, 59, day: 1))
        #expect(rig.spoken == ["08:30 a", "21:59 c+b"], "what has slack is told before the day ends")
    }

    @Test func `what can not be told today any more is not due`() {
        var policy = Policy()
        policy.hourlyLimit = 1
        var rig = Rig([("a", clockTimes((21, 30))), ("b", clockTimes((21, 45)))], policy: policy, at: at(20))
        rig.run(until: at(21, 50))
        #expect(rig.spoken == ["21:30 a"])
        #expect(rig.view("b").state == .upcoming)
        #expect(rig.view("b").next == nil, "it is dropped with the day")
        #expect(rig.view("b").reason == "not told: its time would come outside the active hours")
    }

    @Test func `the morning does not begin with the night's sitting`() {
        var rig = Rig([("posture", activeTime(every: 45))], at: at(5))
        rig.run(until: at(8, 30))
        #expect(rig.announcements.isEmpty)
        #expect(rig.view("posture").next == at(9, 15))
    }

    @Test func `what only the night would allow is dropped with the day`() {
        var rig = Rig([("b", clockTimes((22, 30)))], at: at(7))
        rig.run(until: at(8, 30, day: 1))
        #expect(rig.announcements.isEmpty)
        #expect(rig.view("b").next == nil)
    }
}
