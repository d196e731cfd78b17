import HabitEngine
import HabitKit
import Testing

@Suite struct TogetherTests {
    @Test func `prompts due within five minutes are told as one`() {
        var rig = Rig([("water", clockTimes((10, 4))), ("walk", clockTimes((10, 0))), ("posture", clockTimes((10, 6)))])
        rig.run(until: at(10, 5, 59))
        #expect(rig.spoken == ["10:00 walk+water"])
        rig.run(until: at(11))
        #expect(rig.spoken == ["10:00 walk+water", "10:06 posture"])
        #expect(rig.planner.decisions(of: "water").contains { $0.reason.contains("told together with walk") })
    }

    @Test func `a prompt told early says when it was due`() {
        var rig = Rig([("water", clockTimes((10, 4))), ("walk", clockTimes((10, 0)))])
        rig.run(until: at(10, 1))
        #expect(rig.view("water").reason == "due at 10:04, told a little early")
        #expect(rig.announcements[0].prompts.map(\.reason) == ["by the clock", "due at 10:04, told a little early"])
    }

    @Test func `a reason agrees with the time that is shown`() {
        var rig = Rig([
            ("a", clockTimes((10, 0), slack: .zero)), ("b", clockTimes((10, 10), slack: .zero)),
            ("c", clockTimes((10, 20), slack: .zero)), ("d", clockTimes((11, 30), slack: .zero)),
        ])
        rig.run(until: at(10, 12))
        #expect(rig.view("c").next == at(11))
        #expect(rig.view("c").reason == "by the clock; held until 11:00: two announcements in the last hour")
        #expect(rig.view("d").reason == "by the clock")
    }

    @Test func `a prompt without slack waits for its own time`() {
        var rig = Rig([("water", clockTimes((10, 4), slack: .minutes(3))), ("walk", clockTimes((10, 0)))])
        rig.run(until: at(11))
        #expect(rig.spoken == ["10:00 walk", "10:05 water"], "held for the minimum gap")
        #expect(rig.planner.decisions(of: "water").contains { $0.reason.contains("waited 1 min") })
    }

    @Test func `at most two announcements an hour are made`() {
        var rig = Rig([
            ("a", clockTimes((10, 0), slack: .zero)), ("b", clockTimes((10, 10), slack: .zero)),
            ("c", clockTimes((10, 20), slack: .zero)), ("d", clockTimes((10, 30), slack: .zero)),
        ])
        rig.run(until: at(10, 40))
        #expect(rig.spoken == ["10:00 a", "10:10 b"])
        #expect(rig.view("c").next == at(11))
        #expect(rig.view("c").state == .due)
        #expect(rig.view("c").reason == "held back: two announcements in the last hour")
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 a", "10:10 b", "11:00 c+d"])
    }

    @Test func `a firm prompt is told on time and takes the waiting ones along`() {
        var rig = Rig([
            ("a", clockTimes((10, 0), slack: .zero)), ("b", clockTimes((10, 10), slack: .zero)),
            ("c", clockTimes((10, 20), slack: .zero)), ("massage", clockTimes((10, 30), firm: true)),
            ("d", clockTimes((11, 0), slack: .zero)),
        ])
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 a", "10:10 b", "10:30 massage+c", "11:00 d"])
        #expect(rig.announcements[2].prompts.map(\.isFirm) == [true, false])
    }

    @Test func `another policy's numbers hold instead`() {
        var policy = Policy()
        policy.hourlyLimit = 1
        policy.minimumGap = .minutes(20)
        policy.together = .zero
        var rig = Rig(
            [("a", clockTimes((10, 0))), ("b", clockTimes((10, 2))), ("c", clockTimes((10, 4)))], policy: policy)
        rig.run(until: at(13))
        #expect(rig.spoken == ["10:00 a", "11:00 b+c"])
    }

    @Test func `a private habit is marked in its announcement`() {
        var rig = Rig([("secret", clockTimes((10, 0)))], adjust: { $0.isPrivate = true })
        rig.run(until: at(10))
        #expect(rig.announcements[0].prompts[0].isPrivate)
    }
}
