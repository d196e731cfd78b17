import HabitEngine
import HabitKit
import Testing

@Suite struct PromptLifeTests {
    @Test func `a prompt is announced when it falls due`() {
        var rig = Rig([("water", clockTimes((10, 0)))])
        rig.run(until: at(9, 59, 59))
        #expect(rig.announcements.isEmpty)
        rig.run(until: at(10))
        #expect(rig.spoken == ["10:00 water"])
        let prompt = rig.announcements[0].prompts[0]
        #expect(prompt.id == "water-\(at(10).seconds)")
        #expect(prompt.due == at(10))
        #expect(prompt.reason == "by the clock")
        #expect(prompt.count == 1)
        #expect(rig.view("water").state == .due)
    }

    @Test(arguments: [
        (0, ["10:00 walk"], at(10, 10)),
        (1, ["10:00 walk", "10:10 walk"], at(10, 20)),
        (2, ["10:00 walk", "10:10 walk", "10:20 walk"], at(10, 30)),
    ])
    func `an unanswered prompt is told again as often as it says, then lapses`(
        repeats: Int, spoken: [String], lapses: Instant
    ) {
        var policy = Policy()
        policy.hourlyLimit = 10
        var rig = Rig([("walk", clockTimes((10, 0), repeats: repeats))], policy: policy)
        rig.run(until: at(12))
        #expect(rig.spoken == spoken)
        #expect(rig.announcements.map(\.prompts.first?.count) == Array(1...(repeats + 1)))
        #expect(Set(rig.announcements.map { $0.prompts[0].id }).count == 1)
        #expect(rig.news.filter { $0.kind == .lapsed }.map(\.at) == [lapses])
        #expect(rig.moments["walk"]?.last?.lastPrompt?.outcome == .lapsed)
        #expect(rig.view("walk").open == nil)
    }

    @Test func `a firm prompt stays on the agenda over night until it is done`() {
        var rig = Rig([("massage", clockTimes((10, 0), repeats: 2, firm: true))])
        rig.run(until: at(9, 0, day: 2))
        #expect(Array(rig.spoken.prefix(3)) == ["10:00 massage", "10:10 massage", "10:20 massage"])
        #expect(rig.news.filter { $0.kind == .lapsed }.count == 1, "only the newer prompt takes its place")
        #expect(rig.view("massage").open != nil)
        rig.record("massage")
        #expect(rig.view("massage").open == nil)
        #expect(rig.news.last { $0.kind == .done }?.habit == "massage")
    }

    @Test func `a newer prompt of the same habit takes the place of the open one`() {
        var policy = Policy()
        policy.hourlyLimit = 10
        var rig = Rig([("posture", clockTimes((10, 0), (10, 6)))], policy: policy)
        rig.run(until: at(10, 8))
        #expect(rig.spoken == ["10:00 posture", "10:06 posture"])
        #expect(rig.view("posture").open?.id == "posture-\(at(10, 6).seconds)")
        #expect(rig.planner.decisions(of: "posture").contains { $0.reason == "a newer prompt took its place" })
    }

    @Test func `a newer prompt that is due comes before the repeat of the open one`() {
        var policy = Policy()
        policy.hourlyLimit = 10
        var rig = Rig([("walk", clockTimes((10, 0), (10, 6), repeats: 1))], policy: policy)
        rig.run(until: at(10, 40))
        #expect(rig.spoken == ["10:00 walk", "10:06 walk", "10:16 walk"])
    }

    @Test func `a snoozed prompt comes back when asked to, beside gap and limit`() throws {
        var policy = Policy()
        policy.hourlyLimit = 1
        var rig = Rig([("water", clockTimes((10, 0)))], policy: policy)
        rig.run(until: at(10, 1))
        let snooze = try rig.planner.snooze("water", for: .minutes(2), at: rig.now)
        rig.perform(snooze.actions)
        #expect(snooze.until == at(10, 3))
        #expect(snooze.habits == ["water"])
        #expect(rig.view("water").next == at(10, 3))
        #expect(rig.view("water").state == .upcoming)
        #expect(rig.moments["water"]?.last?.lastPrompt?.outcome == .snoozed)
        rig.run(until: at(10, 4))
        #expect(rig.moments["water"]?.last?.lastPrompt?.outcome == .announced)
        rig.run(until: at(11))
        #expect(rig.spoken == ["10:00 water", "10:03 water"])
        #expect(rig.announcements[1].prompts[0].count == 2)
        #expect(rig.news.filter { $0.kind == .lapsed }.map(\.at) == [at(10, 13)])
    }

    @Test func `a prompt is put off three times and not a fourth`() throws {
        var rig = Rig([("water", clockTimes((10, 0)))])
        rig.run(until: at(10))
        for _ in 0..<3 {
            rig.perform(try rig.planner.snooze(nil, for: nil, at: rig.now).actions)
            rig.run(until: rig.now + .minutes(10))
        }
        #expect(rig.announcements.count == 4)
        #expect(throws: SnoozeRefusal.limit(habit: "water", limit: 3)) {
            try rig.planner.snooze("water", for: nil, at: rig.now)
        }
    }

    @Test func `nothing open is nothing to snooze`() {
        var rig = Rig([("water", clockTimes((10, 0)))])
        #expect(throws: SnoozeRefusal.nothingOpen(habit: "water")) {
            try rig.planner.snooze("water", for: nil, at: rig.now)
        }
        #expect(throws: SnoozeRefusal.nothingOpen(habit: nil)) { try rig.planner.snooze(nil, for: nil, at: rig.now) }
    }

    @Test func `a snooze beyond the day lapses with it`() throws {
        var rig = Rig([("water", clockTimes((21, 50)))], at: at(21))
        rig.run(until: at(21, 55))
        rig.perform(try rig.planner.snooze("water", for: .minutes(20), at: rig.now).actions)
        rig.run(until: at(9, 0, day: 1))
        #expect(rig.spoken == ["21:50 water"])
        #expect(rig.news.first { $0.kind == .lapsed }?.at == at(4, 0, day: 1))
    }

    @Test func `the next prompt counts from the return of a snoozed one`() throws {
        var rig = Rig([("posture", activeTime(every: 45))])
        rig.run(until: at(9, 46))
        rig.perform(try rig.planner.snooze("posture", for: .minutes(40), at: rig.now).actions)
        rig.run(until: at(12))
        #expect(rig.spoken == ["09:45 posture", "10:26 posture", "11:11 posture", "11:56 posture"])
    }

    @Test func `the next prompt counts from the repeat of an unanswered one`() {
        var rig = Rig([("walk", activeTime(every: 60, repeats: 1))])
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 walk", "10:10 walk", "11:10 walk", "11:20 walk"])
    }

    @Test func `a plugin that asks again and again is heard once in a while`() {
        var policy = Policy()
        policy.minimumGap = .zero
        policy.hourlyLimit = 1000
        let pushy: Rig.Plugin = { moment in
            Assessment(
                state: .due, prompt: Prompt(due: moment.now + .seconds(1), message: "now", isFirm: true),
                reason: "always")
        }
        var rig = Rig([("pushy", pushy)], policy: policy)
        rig.run(until: at(9, 10))
        #expect(rig.announcements.count == 10, "once a minute")
        #expect(rig.lateDeadlines == 0)
    }
}
