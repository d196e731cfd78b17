import HabitEngine
import HabitKit
import Testing

@Suite struct OutlookTests {
    @Test func `the next times keep to the two announcements an hour that come first`() {
        var rig = Rig([
            ("water", clockTimes((9, 0), (10, 10), slack: .zero)), ("foam-roll", clockTimes((9, 40), slack: .zero)),
            ("posture", clockTimes((9, 47), slack: .zero)), ("walk", clockTimes((10, 2), slack: .zero)),
        ])
        rig.run(until: at(9, 2))
        #expect(rig.spoken == ["09:00 water"])
        #expect(rig.view("foam-roll").next == at(9, 40))
        #expect(rig.view("posture").next == at(10), "09:00 and 09:40 fill the hour")
        #expect(rig.view("posture").reason == "by the clock; held until 10:00: two announcements in the last hour")
        #expect(rig.view("walk").next == at(10, 40))
        #expect(rig.view("water").next == at(10, 40))
        rig.run(until: at(11))
        #expect(rig.spoken == ["09:00 water", "09:40 foam-roll", "10:00 posture", "10:40 walk+water"])
    }

    @Test func `whoever joins another is shown at the time it is told`() {
        let rig = Rig([("water", clockTimes((10, 4))), ("walk", clockTimes((10, 0)))])
        #expect(rig.view("water").next == at(10))
        #expect(rig.view("water").reason == "by the clock; told with others already at 10:00")
    }

    @Test func `a repeat without room leaves its habit's next prompt`() {
        var rig = Rig([
            ("a", clockTimes((10, 0), (12, 0), slack: .zero, repeats: 1)), ("b", clockTimes((10, 6), slack: .zero)),
        ])
        rig.run(until: at(10, 7))
        #expect(rig.spoken == ["10:00 a", "10:06 b"])
        #expect(rig.view("a").next == at(12))
    }

    /// Habits of one prompt each at a random time, some repeated, some firm, seen at a random time.
    @Test(arguments: 0..<150)
    func `the day agrees with the preview`(seed: Int) async {
        var random = Seeded(seed)
        var plugins: [(String, Rig.Plugin)] = []
        for index in 0..<Int.random(in: 1...7, using: &random) {
            let minute = Int.random(in: 9 * 60...12 * 60, using: &random)
            plugins.append(
                (
                    "h\(index)",
                    clockTimes(
                        (minute / 60, minute % 60), slack: .minutes(Int.random(in: 0...10, using: &random)),
                        repeats: Int.random(in: 0...2, using: &random), firm: Int.random(in: 0..<8, using: &random) == 0
                    )
                ))
        }
        var rig = Rig(plugins)
        rig.run(until: at(9, Int.random(in: 0..<150, using: &random)))
        if Bool.random(using: &random) { rig.send(.paused(until: rig.now + .minutes(20))) }
        let table = rig.plugins
        let view = rig.planner.view(at: rig.now)
        let heard = await Simulation.preview(rig.planner, from: rig.now, until: at(22)) { habit, moment in
            table[habit]!(moment)
        }
        for habit in view.habits {
            let told = heard.first { $0.prompts.contains { $0.habit == habit.id } }?.at
            #expect(habit.next == told, "\(habit.id): \(habit.reason)")
        }
    }
}
