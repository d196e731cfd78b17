import HabitEngine
import HabitKit
import Testing

@Suite struct DecisionTests {
    private func told(_ rig: Rig, _ habit: String) -> [String] {
        rig.planner.decisions(of: habit).map { "\(rig.wall($0.at)) \($0.what), \($0.reason)" }.reversed()
    }

    @Test func `what is said twice is told once, with the latest time`() {
        var rig = Rig([("a", clockTimes((12, 0)))])
        for minute in [10, 20, 30] { rig.send(.mode(.rest, habit: nil), at: at(9, minute)) }
        #expect(told(rig, "a") == ["09:00 planned, by the clock", "09:30 mode, rest for today"])
    }

    @Test func `pause and resume are told, and a plan that stays the same is told once`() {
        var rig = Rig([("a", clockTimes((12, 0)))])
        rig.send(.paused(until: at(10)), at: at(9, 30))
        rig.run(until: at(10, 1))
        rig.send(.paused(until: at(11)), at: at(10, 2))
        rig.send(.resumed, at: at(10, 5))
        #expect(
            told(rig, "a") == [
                "09:30 paused, until 10:00", "10:00 resumed, the pause is over", "10:02 paused, until 11:00",
                "10:05 resumed, at your word", "10:05 planned, by the clock",
            ])
    }

    @Test func `an absence is told, and with the return its length`() {
        var rig = Rig([("a", clockTimes((12, 0)))])
        rig.send(.presence(.away), at: at(9, 30))
        #expect(told(rig, "a").contains("09:30 away, nothing is told until you are back"))
        rig.send(.presence(.present), at: at(9, 42))
        #expect(told(rig, "a") == ["09:42 back, after 12 min away", "09:42 planned, by the clock"])
    }

    @Test func `a prompt nobody answered passed by`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.run(until: at(11))
        #expect(told(rig, "a").contains("10:10 passed by, unanswered"))
    }
}
