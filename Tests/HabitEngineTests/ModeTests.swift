import HabitEngine
import HabitKit
import Testing

@Suite struct ModeTests {
    @Test func `a mode expires with the day, and the day after rest is gentle`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.send(.mode(.rest, habit: nil), at: at(9, 30))
        #expect(rig.planner.mode() == .rest)
        #expect(rig.moments["a"]?.last?.mode == .rest)
        #expect(rig.view("a").state == .resting)
        rig.run(until: at(9, 0, day: 1))
        #expect(rig.planner.mode() == .gentle)
        #expect(rig.moments["a"]?.last?.mode == .gentle)
        rig.run(until: at(9, 0, day: 2))
        #expect(rig.planner.mode() == .normal)
        #expect(rig.moments["a"]?.last?.mode == .normal)
    }

    @Test(arguments: [
        ([(DayMode.rest, nil as String?)], DayMode.rest, DayMode.rest),
        ([(.rest, "a")], .rest, .normal),
        ([(.rest, nil), (.normal, "a")], .normal, .rest),
        ([(.gentle, nil), (.rest, "a"), (nil, "a")], .gentle, .gentle),
        ([(.rest, nil), (nil, nil)], .normal, .normal),
        ([(.rest, nil), (.gentle, nil)], .gentle, .gentle),
        ([(.rest, "nobody")], .normal, .normal),
    ])
    func `a habit's own word comes before the day's`(said: [(DayMode?, String?)], a: DayMode, b: DayMode) {
        var rig = Rig([("a", clockTimes((10, 0))), ("b", clockTimes((10, 0)))])
        for (mode, habit) in said { rig.send(.mode(mode, habit: habit)) }
        #expect(rig.planner.mode(of: "a") == a)
        #expect(rig.planner.mode(of: "b") == b)
    }

    @Test func `the user's word wins over the gentle day after rest`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.send(.mode(.rest, habit: nil))
        rig.send(.mode(.normal, habit: nil), at: at(9, 0, day: 1))
        #expect(rig.planner.mode() == .normal)
        #expect(rig.planner.view(at: rig.now).mode == .normal)
    }

    @Test func `resting one habit makes only its next day gentle`() {
        var rig = Rig([("a", clockTimes((10, 0))), ("b", clockTimes((10, 0)))])
        rig.send(.mode(.rest, habit: "a"))
        rig.run(until: at(9, 0, day: 1))
        #expect(rig.planner.mode(of: "a") == .gentle)
        #expect(rig.planner.mode(of: "b") == .normal)
        #expect(rig.planner.mode() == .normal)
    }

    @Test func `rest ends what was asked before`() {
        var rig = Rig([("a", clockTimes((10, 0), repeats: 2))])
        rig.run(until: at(10, 1))
        rig.send(.mode(.rest, habit: nil))
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 a"])
        #expect(rig.moments["a"]?.last?.lastPrompt?.outcome == .skipped)
        #expect(!rig.news.contains { $0.kind == .skipped } || rig.view("a").open == nil)
    }
}
