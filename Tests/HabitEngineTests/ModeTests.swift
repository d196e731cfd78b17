import HabitEngine
import HabitKit
import Testing

@Suite struct ModeTests {
    @Test func `a day of rest ends what was asked beyond a goal that is met and stays so`() {
        let beyond: Rig.Plugin = { moment in
            moment.mode == .rest
                ? Assessment(state: .satisfied, reason: "a day of rest; the goal is met")
                : clockTimes((10, 0))(moment)
        }
        var rig = Rig([("stretch", beyond)])
        rig.run(until: at(10, 1))
        #expect(rig.view("stretch").open != nil)
        rig.send(.mode(.rest, habit: nil))
        #expect(rig.view("stretch").open == nil)
        #expect(rig.view("stretch").state == .satisfied)
    }

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

    /// A word: for the day, or for a habit.
    typealias Said = [(mode: DayMode?, habit: String?)]

    @Test(arguments: [
        ([(.rest, nil)] as Said, DayMode.rest, DayMode.rest),
        ([(.rest, "a")] as Said, .rest, .normal),
        ([(.rest, nil), (.normal, "a")] as Said, .normal, .rest),
        ([(.gentle, nil), (.rest, "a"), (nil, "a")] as Said, .gentle, .gentle),
        ([(.rest, nil), (nil, nil)] as Said, .normal, .normal),
        ([(.rest, nil), (.gentle, nil)] as Said, .gentle, .gentle),
        ([(.gentle, "a"), (.normal, nil)] as Said, .normal, .normal),
        ([(.rest, "a"), (.gentle, nil), (.normal, "b")] as Said, .gentle, .normal),
        ([(.rest, "nobody")] as Said, .normal, .normal),
    ])
    func `a habit's own word comes before the day's, until the day is given a new one`(
        said: Said, a: DayMode, b: DayMode
    ) {
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

    @Test func `a habit that goes on while one rests keeps what it asked`() {
        let water: Rig.Plugin = { moment in
            let isTold = moment.lastPrompt != nil
            return Assessment(
                state: .upcoming, prompt: isTold ? nil : Prompt(due: at(10), message: "drink"), reason: "by the clock")
        }
        var rig = Rig([("water", water)])
        rig.run(until: at(10, 1))
        rig.send(.mode(.rest, habit: nil))
        #expect(rig.view("water").open != nil)
    }

    @Test func `a plugin that rests after it has spoken keeps its prompt open`() {
        let once: Rig.Plugin = { moment in
            if moment.lastPrompt != nil { return Assessment(state: .resting, reason: "asked today") }
            return Assessment(state: .upcoming, prompt: Prompt(due: at(10), message: "now"), reason: "by the clock")
        }
        var rig = Rig([("a", once)])
        rig.run(until: at(10, 1))
        #expect(rig.view("a").open != nil)
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
