import HabitEngine
import HabitKit
import Testing

@Suite struct SimulationTests {
    struct Crash: Error, CustomStringConvertible { var description: String { "it crashed" } }

    static func simulation(_ plugins: [(String, Rig.Plugin)], at start: Instant = at(9)) -> Simulation {
        let rig = Rig(plugins, at: start)
        let table = Dictionary(uniqueKeysWithValues: plugins)
        return Simulation(planner: rig.planner, at: start) { habit, moment in
            guard let plugin = table[habit] else { throw Crash() }
            return plugin(moment)
        }
    }

    @Test func `it announces what the planner would`() async {
        let plugins = [("a", clockTimes((10, 0), (15, 0))), ("b", activeTime(every: 90, break: 5, repeats: 1))]
        var rig = Rig(plugins)
        rig.run(until: at(22, 0, day: 3))
        var simulation = Self.simulation(plugins)
        let heard = await simulation.run(until: at(22, 0, day: 3))
        #expect(heard == rig.announcements)
        #expect(simulation.now == at(22, 0, day: 3))
    }

    @Test func `the user in it answers and snoozes`() async {
        var simulation = Self.simulation([("a", clockTimes((10, 0), (11, 0)))])
        let heard = await simulation.run(until: at(12)) { announcement, _ in
            let prompt = announcement.prompts[0]
            guard prompt.count == 1, prompt.due == at(10) else {
                let entry = Entry(id: prompt.id, habit: "a", at: announcement.at, amount: 1, unit: .minutes)
                return [.init(at: announcement.at, .event(.recorded(entry)))]
            }
            return [.init(at: announcement.at + .minutes(1), .snooze(habit: nil, .minutes(5)))]
        }
        #expect(heard.map(\.at) == [at(10), at(10, 6), at(11)])
        #expect(simulation.planner.view(of: "a", at: at(12))?.open == nil)
    }

    @Test func `what is expected happens in order of time`() async {
        var simulation = Self.simulation([("a", clockTimes((10, 0)))])
        simulation.expect(.init(at: at(9, 50), .event(.resumed)))
        simulation.expect(.init(at: at(9, 30), .event(.paused(until: at(15)))))
        #expect(await simulation.run(until: at(12)).map(\.at) == [at(10)])
    }

    @Test func `a preview assumes that the user is there and nothing is done`() async {
        let plugins = [("a", clockTimes((10, 0)))]
        var rig = Rig(plugins)
        rig.send(.presence(.away))
        let before = rig.planner.view(at: rig.now)
        let heard = await Simulation.preview(rig.planner, from: rig.now, until: at(9, 0, day: 3)) { _, moment in
            plugins[0].1(moment)
        }
        #expect(heard.map(\.at) == [at(10), at(10, 0, day: 1), at(10, 0, day: 2)])
        #expect(rig.planner.view(at: rig.now) == before)
    }

    @Test func `a plugin that throws is a failed habit`() async {
        var simulation = Simulation(planner: Rig([("a", clockTimes((10, 0)))]).planner, at: at(9)) { _, _ in
            throw Crash()
        }
        #expect(await simulation.run(until: at(9, 30)).isEmpty)
        #expect(simulation.planner.view(of: "a", at: at(9, 30))?.reason == "it crashed")
    }

    @MainActor @Test func `plugins run where the caller runs`() async {
        var simulation = Simulation(planner: Rig([("a", clockTimes((10, 0)))]).planner, at: at(9)) { _, moment in
            MainActor.assertIsolated()
            return clockTimes((10, 0))(moment)
        }
        #expect(await simulation.run(until: at(12)).count == 1)
    }

    @Test func `a month of seven habits keeps every limit`() async {
        var plugins = RandomLifeTests.plugins
        plugins.append(("water", clockTimes((9, 0), (11, 0), (13, 0), (15, 0), (17, 0), (19, 0))))
        plugins.append(("check", clockTimes((21, 0))))
        var simulation = Self.simulation(plugins)
        let heard = await simulation.run(until: at(9, 0, day: 30)) { announcement, planner in
            announcement.prompts.prefix(1).map { prompt in
                let at = announcement.at + .minutes(2)
                let entry = Entry(id: prompt.id, habit: prompt.habit, at: at, amount: 1, unit: .minutes)
                return .init(at: at, .event(.recorded(entry)))
            }
        }
        #expect((300...1000).contains(heard.count), "\(heard.count)")
        let paced = heard.filter { $0.prompts.allSatisfy { !$0.isFirm } }
        for (first, third) in zip(paced, paced.dropFirst(2)) { #expect(third.at - first.at >= .hours(1)) }
    }
}
