import FoundationEssentials
import HabitEngine
import HabitKit
import Testing

@Suite struct RestartTests {
    /// The rig as it would be after the daemon was started again at `instant`.
    func restarted(_ rig: Rig, at instant: Instant, _ plugins: [(String, Rig.Plugin)], saved: Instant? = nil) throws
        -> Rig
    {
        let json = try JSONEncoder().encode(rig.planner.memory(at: saved ?? rig.now))
        let memory = try JSONDecoder().decode(PlannerMemory.self, from: json)
        return Rig(plugins, memory: memory, at: instant)
    }

    @Test func `after downtime each habit catches up at most once, together`() throws {
        let plugins = [("a", clockTimes((10, 0), (10, 30), (11, 0))), ("b", clockTimes((11, 30)))]
        var rig = Rig(plugins)
        rig.run(until: at(9, 30))
        var again = try restarted(rig, at: at(12), plugins)
        again.run(until: at(12, 4))
        #expect(again.spoken == ["12:00 a+b"])
    }

    @Test func `what a day off made pointless is dropped`() throws {
        let plugins = [("a", clockTimes((10, 0), repeats: 2))]
        var rig = Rig(plugins)
        rig.run(until: at(10, 5))
        var again = try restarted(rig, at: at(9, 0, day: 2), plugins)
        again.run(until: at(9, 59, day: 2))
        #expect(again.announcements.isEmpty)
        #expect(again.view("a").open == nil)
        #expect(again.planner.decisions(of: "a").contains { $0.what == "passed by" && $0.reason == "the day is over" })
    }

    @Test func `an open prompt is not told anew by a restart`() throws {
        let plugins = [("a", clockTimes((10, 0), repeats: 1))]
        var rig = Rig(plugins)
        rig.run(until: at(10, 2))
        var again = try restarted(rig, at: at(10, 3), plugins)
        #expect(again.view("a").open?.count == 1)
        again.run(until: at(11))
        #expect(again.spoken == ["10:10 a"])
        #expect(again.announcements[0].prompts[0].count == 2)
    }

    @Test(arguments: [(-1, true), (1, false)])
    func `an entry that the memory did not see any more answers its prompt`(minutes: Int, isOpen: Bool) {
        let plugins = [("a", clockTimes((10, 0), repeats: 1))]
        var rig = Rig(plugins)
        rig.run(until: at(10, 2))
        let entry = Entry(id: "e", habit: "a", at: at(10) + .minutes(minutes), amount: 1, unit: .times)
        var again = Rig(plugins, entries: ["a": [entry]], memory: rig.planner.memory(at: rig.now), at: at(10, 3))
        #expect((again.view("a").open != nil) == isOpen)
        again.run(until: at(11))
        #expect(again.announcements.isEmpty != isOpen)
    }

    @Test func `pause, mode, snooze and the hourly limit survive`() throws {
        let plugins = [("a", clockTimes((10, 0))), ("b", clockTimes((10, 6))), ("c", clockTimes((10, 12)))]
        var rig = Rig(plugins)
        rig.send(.mode(.gentle, habit: "b"))
        rig.run(until: at(10, 7))
        rig.perform(try rig.planner.snooze("b", for: .minutes(3), at: rig.now).actions)
        rig.send(.paused(until: at(10, 11)))
        var again = try restarted(rig, at: at(10, 8), plugins)
        #expect(again.planner.pausedUntil == at(10, 11))
        #expect(again.planner.mode(of: "b") == .gentle)
        again.run(until: at(12))
        #expect(again.spoken == ["10:11 b+c"])
    }

    @Test func `the hourly limit counts what was told before the restart`() throws {
        let plugins = [
            ("a", clockTimes((10, 0))), ("b", clockTimes((10, 6))), ("c", clockTimes((10, 20), slack: .zero)),
        ]
        var rig = Rig(plugins)
        rig.run(until: at(10, 12))
        #expect(rig.spoken == ["10:00 a", "10:06 b"])
        var again = try restarted(rig, at: at(10, 13), plugins)
        again.run(until: at(12))
        #expect(again.spoken == ["11:00 c"])
    }

    @Test func `time without a daemon is not sat through`() throws {
        let plugins = [("posture", activeTime(every: 60, break: 90))]
        var rig = Rig(plugins)
        rig.run(until: at(9, 30))
        let again = try restarted(rig, at: at(9, 50), plugins)
        #expect(again.view("posture").next == at(10, 20))
        #expect(again.moments["posture"]?.last?.activity.present == [at(9)..<at(9, 30), at(9, 50)..<at(9, 50)])
    }

    @Test(arguments: [(50, PresenceState.away), (70, .unknown)])
    func `whoever was away long ago may be back`(seconds: Int, state: PresenceState) throws {
        let plugins = [("a", clockTimes((10, 0)))]
        var rig = Rig(plugins)
        rig.send(.presence(.away), at: at(9, 30))
        let again = try restarted(rig, at: at(9, 30, seconds), plugins)
        #expect(again.planner.whereabouts.state == state)
    }

    @Test func `a clock set back while the daemon was down counts as set`() throws {
        let plugins = [("posture", activeTime(every: 60, break: 90))]
        var rig = Rig(plugins)
        rig.run(until: at(9, 30))
        let again = try restarted(rig, at: at(9, 0, day: -40), plugins)
        #expect(again.view("posture").next == at(9, 30, day: -40))
    }

    @Test func `a memory knows nothing of habits that are gone`() throws {
        var rig = Rig([("a", clockTimes((10, 0))), ("gone", clockTimes((10, 0)))])
        rig.run(until: at(10, 1))
        let again = try restarted(rig, at: at(10, 2), [("a", clockTimes((10, 0)))])
        #expect(again.planner.habits.map(\.id) == ["a"])
        #expect(again.view("a").open != nil)
    }

    @Test func `a new configuration keeps what is open and brings its own entries`() {
        var rig = Rig([("a", clockTimes((10, 0))), ("b", clockTimes((11, 0)))])
        rig.run(until: at(10, 1))
        rig.plugins["c"] = clockTimes((10, 20))
        let entry = Entry(id: "c1", habit: "c", at: at(8), amount: 1, unit: .minutes)
        var policy = Policy()
        policy.hourlyLimit = 1
        let habits = ["c", "a"].map { PlannedHabit(id: $0, title: $0, manifest: .fake($0)) }
        rig.send(.reconfigured(policy, habits, entries: ["c": [entry]]))
        #expect(rig.planner.view(at: rig.now).habits.map(\.id) == ["c", "a"])
        #expect(rig.view("a").open != nil)
        #expect(rig.moments["c"]?.last?.entries == [entry])
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 a", "11:00 c"])
    }

    @Test func `memory is worth keeping only when it changed`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.run(until: at(9, 30))
        let before = rig.remembered
        rig.send(.presence(.unknown))
        rig.send(.resumed)
        rig.send(.started)
        rig.record("a", happened: at(8))
        #expect(rig.remembered == before)
        rig.run(until: at(10))
        #expect(rig.remembered == before + 1)
        rig.send(.presence(.away))
        #expect(rig.remembered == before + 2)
    }

    @Test func `the deadline is armed only when it moves`() {
        let rig = Rig([("a", clockTimes((10, 0)))])
        var planner = rig.planner
        #expect(planner.handle(.presence(.unknown), at: at(9, 1)).isEmpty)
        #expect(planner.handle(.deadline, at: at(9, 2)) == [.arm(at(10))])
    }
}
