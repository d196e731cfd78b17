import HabitEngine
import HabitKit
import Testing

@Suite struct ClockTests {
    @Test func `a new day asks everybody anew and forgets the old entries`() {
        let old = Entry(id: "old", habit: "a", at: at(12, 0, day: -1), amount: 1, unit: .minutes)
        let today = Entry(id: "today", habit: "a", at: at(8), amount: 1, unit: .minutes)
        var rig = Rig([("a", clockTimes((10, 0)))], entries: ["a": [today, old]])
        #expect(rig.moments["a"]?.last?.entries.map(\.id) == ["old", "today"], "oldest first")
        rig.run(until: at(5, 0, day: 1))
        #expect(rig.moments["a"]?.last?.entries.map(\.id) == ["today"])
        #expect(rig.moments["a"]?.last?.now == at(4, 0, day: 1))
        #expect(rig.planner.day.date == testDate.adding(days: 1))
        #expect(rig.news.contains { $0.kind == .status && $0.reason == "a new day" })
    }

    @Test func `time asleep is neither sat through nor lost`() {
        var rig = Rig([("posture", activeTime(every: 60, break: 30))])
        // Asleep from 9:20 to 9:40, told at 9:40.
        rig.now = at(9, 40)
        rig.send(.clockChanged(ClockChange(asleep: .minutes(20), stepped: .zero)))
        let activity = rig.moments["posture"]!.last!.activity
        #expect(activity.present == [at(9)..<at(9, 20), at(9, 40)..<at(9, 40)])
        #expect(activity.suspends == [at(9, 20)..<at(9, 40)])
        #expect(activity.state == .unknown)
        #expect(rig.view("posture").next == at(10, 20))
    }

    @Test func `what fell due in a suspend is told once after it`() {
        var rig = Rig([("a", clockTimes((10, 0), (10, 30))), ("b", clockTimes((10, 15), slack: .zero))])
        rig.run(until: at(9, 59))
        rig.now = at(11)
        rig.send(.clockChanged(ClockChange(asleep: .minutes(61), stepped: .zero)))
        #expect(rig.spoken == ["11:00 a+b"])
    }

    @Test(arguments: [365, -365]) func `a clock set by a year and back loses and repeats nothing`(days: Int) {
        let made = Entry(id: "made", habit: "a", at: at(8), amount: 1, unit: .minutes)
        var rig = Rig(
            [("a", clockTimes((10, 0), (15, 0))), ("b", activeTime(every: 90))], entries: ["a": [made]])
        rig.run(until: at(10, 5))
        #expect(rig.spoken == ["10:00 a"])
        let year = Duration.hours(24 * days)
        rig.now = at(10, 5) + year
        rig.send(.clockChanged(ClockChange(asleep: .zero, stepped: year)))
        #expect(rig.moments["a"]?.last?.entries.isEmpty == true, "the other year's entries are not shown")
        #expect(rig.moments["b"]?.last?.activity.present == [at(9) + year..<at(10, 5) + year], "65 minutes are sat")
        rig.run(until: rig.now + .minutes(2))
        rig.now = at(10, 7)
        rig.send(.clockChanged(ClockChange(asleep: .zero, stepped: .zero - year)))
        #expect(rig.moments["a"]?.last?.entries.map(\.id) == ["made"])
        rig.run(until: at(20))
        let dues = rig.announcements.flatMap(\.prompts).map(\.id)
        #expect(Set(dues).count == dues.count)
        #expect(dues.contains("a-\(at(15).seconds)"))
        #expect(rig.announcements.count <= 10)
        #expect(rig.lateDeadlines == 0)
    }

    @Test func `a clock set back does not tell the same time twice`() {
        var rig = Rig([("a", clockTimes((10, 0), (10, 30), (12, 0)))])
        rig.run(until: at(10, 45))
        #expect(rig.spoken == ["10:00 a", "10:30 a"])
        rig.now = at(9, 45)
        rig.send(.clockChanged(ClockChange(asleep: .zero, stepped: .zero - .hours(1))))
        rig.run(until: at(13))
        #expect(rig.spoken == ["10:00 a", "10:30 a", "12:00 a"])
    }

    @Test func `even a plugin that looks at the clock alone tells a time once`() {
        let naive: Rig.Plugin = { moment in
            let due = moment.now < at(10) ? at(10) : at(12)
            return Assessment(state: .upcoming, prompt: Prompt(due: due, message: "now"), reason: "by the clock")
        }
        var rig = Rig([("a", naive)])
        rig.run(until: at(10, 45))
        rig.now = at(9, 45)
        rig.send(.clockChanged(ClockChange(asleep: .zero, stepped: .zero - .hours(1))))
        #expect(rig.view("a").next == nil)
        #expect(rig.view("a").reason == "told already, before the clock was set back")
        rig.run(until: at(11))
        #expect(rig.spoken == ["10:00 a"])
        #expect(rig.planner.decisions(of: "a").contains { $0.what == "not told again" })
        rig.run(until: at(13))
        #expect(rig.spoken == ["10:00 a", "12:00 a"])
    }

    @Test func `a prompt told early is not said to be of a clock that was set`() {
        // Told at 08:30 for 08:31; a minute after 08:30 the next is due at the same second.
        var rig = Rig(
            [("water", clockTimes((8, 30))), ("posture", activeTime(every: 1, slack: .minutes(5)))], at: at(8, 30))
        #expect(rig.spoken == ["08:30 water+posture"])
        rig.run(until: at(8, 32))
        let decisions = rig.planner.decisions(of: "posture")
        #expect(decisions.contains { $0.what == "not told again" && $0.reason == "told already, at 08:30" })
        #expect(!decisions.contains { $0.reason.contains("clock") })
    }

    @Test func `a clock that went back unannounced is taken as set`() {
        var rig = Rig([("b", activeTime(every: 90))])
        rig.send(.presence(.present))
        rig.send(.mode(.normal, habit: nil), at: at(10))
        rig.now = at(9)
        rig.send(.mode(nil, habit: nil))
        #expect(rig.view("b").next == at(9, 30), "an hour is sat")
    }

    @Test func `a pause keeps its length when the clock is set back`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.send(.paused(until: at(10)), at: at(9, 30))
        rig.now = at(9, 30, day: -365)
        rig.send(.clockChanged(ClockChange(asleep: .zero, stepped: .zero - .hours(24 * 365))))
        #expect(rig.planner.pausedUntil == at(10, 0, day: -365))
    }

    @Test func `another zone replans the day`() {
        var rig = Rig([("a", clockTimes((12, 0)))])
        #expect(rig.view("a").next == at(12))
        rig.send(.zoneChanged(Zone(name: "Test/Further", initialOffset: 2 * 3600)), at: at(9, 30))
        #expect(rig.view("a").next == at(11))
        #expect(rig.planner.day.date == testDate)
        rig.run(until: at(20))
        #expect(rig.announcements.map(\.at) == [at(11)])
    }

    @Test func `travel over the date line begins another day`() {
        var rig = Rig([("a", clockTimes((12, 0)))])
        rig.send(.zoneChanged(Zone(name: "Test/Kiritimati", initialOffset: 14 * 3600)), at: at(20))
        #expect(rig.planner.day.date == testDate.adding(days: 1))
        #expect(rig.news.contains { $0.reason == "the time zone is now Test/Kiritimati" })
    }
}
