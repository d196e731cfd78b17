import FoundationEssentials
import HabitEngine
import HabitKit
import Testing

/// Habits whose plugins take a while to say who they are, or come and go.
@Suite struct LateHabitTests {
    private static let plugins = [("a", clockTimes((10, 0), repeats: 1)), ("b", clockTimes((10, 0), repeats: 1))]

    private static func habits(_ ids: String...) -> [PlannedHabit] {
        ids.map { PlannedHabit(id: $0, title: $0, manifest: .fake($0)) }
    }

    /// The rig after a restart at which only `a` was there.
    private static func restarted(_ rig: Rig, at instant: Instant) throws -> Rig {
        let json = try JSONEncoder().encode(rig.planner.memory(at: rig.now))
        var again = Rig(
            [Self.plugins[0]], memory: try JSONDecoder().decode(PlannerMemory.self, from: json), at: instant)
        again.plugins["b"] = Self.plugins[1].1
        return again
    }

    @Test func `a habit that comes late goes on as if it had been there`() throws {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        var again = try Self.restarted(rig, at: at(10, 3))
        again.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: [:]))
        #expect(again.view("b").open?.count == 1)
        #expect(again.planner.decisions(of: "b").contains { $0.what == "announced" })
        again.run(until: at(11))
        #expect(again.spoken == ["10:10 a+b"])
    }

    @Test func `its memory survives a second restart without it`() throws {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        let once = try Self.restarted(rig, at: at(10, 3))
        var again = try Self.restarted(once, at: at(10, 4))
        again.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: [:]))
        #expect(again.view("b").open != nil)
    }

    @Test func `an entry made meanwhile answers its prompt`() throws {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        var again = try Self.restarted(rig, at: at(10, 3))
        let entry = Entry(id: "e", habit: "b", at: at(10, 2), amount: 1, unit: .minutes)
        again.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: ["b": [entry]]))
        #expect(again.view("b").open == nil)
    }

    @Test func `what it asked on another day is over`() throws {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        var again = try Self.restarted(rig, at: at(9, 0, day: 1))
        again.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: [:]))
        #expect(again.view("b").open == nil)
        again.run(until: at(10, 1, day: 1))
        #expect(again.spoken == ["10:00 a+b"])
    }

    @Test func `a clock that is set meanwhile moves what is remembered`() throws {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        var again = try Self.restarted(rig, at: at(10, 3))
        again.step(by: .minutes(-60))
        again.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: [:]))
        #expect(again.view("b").open?.announcedAt == at(9))
    }

    @Test func `a habit that goes and comes back keeps its prompt`() {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        rig.send(.reconfigured(Policy(), Self.habits("a"), entries: [:]))
        rig.run(until: at(10, 5))
        rig.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: [:]))
        #expect(rig.view("b").open != nil)
        rig.run(until: at(10, 30))
        #expect(rig.spoken == ["10:00 a+b", "10:10 a+b"])
    }

    @Test(arguments: [(29, true), (31, false)])
    func `what nobody has asked for in a month is forgotten`(days: Int, isKept: Bool) throws {
        var rig = Rig(Self.plugins)
        rig.run(until: at(10, 2))
        let again = try Self.restarted(rig, at: at(10, 3, day: days))
        let json = try JSONEncoder().encode(again.planner.memory)
        #expect(String(decoding: json, as: UTF8.self).contains("\"b\"") == isKept)
    }

    @Test func `a plugin that fails when everything is set up anew keeps its last good plan and its failure`() {
        var rig = Rig([("a", clockTimes((10, 0))), ("b", clockTimes((10, 0)))])
        rig.hanging = ["b"]
        rig.send(.started)
        func fail() {
            guard let question = rig.questions.popLast() else { return }
            rig.perform(
                rig.planner.handle(
                    .assessmentFailed(habit: "b", revision: question.revision, reason: "out of order"), at: rig.now))
        }
        fail()
        rig.send(.reconfigured(Policy(), Self.habits("a", "b"), entries: [:]))
        #expect(rig.view("b").state == .failed && rig.view("b").reason == "out of order")
        fail()
        #expect(rig.news.count { $0.reason == "out of order" } == 1)
        rig.run(until: at(10, 1))
        #expect(rig.spoken.contains { $0.contains("b") }, "the last good plan is kept")
    }

    @Test func `answers that come together are followed by one announcement`() {
        var rig = Rig([("a", clockTimes((10, 0))), ("b", clockTimes((10, 0)))])
        rig.hanging = ["a", "b"]
        rig.send(.started)
        rig.now = at(10)
        let prompt = Prompt(due: at(10), message: "now")
        let answers = rig.questions.suffix(2).map { question in
            PlannerEvent.assessed(
                habit: question.habit, revision: question.revision,
                Assessment(state: .due, prompt: prompt, reason: "by the clock"))
        }
        let actions = rig.planner.handle(.together(answers), at: rig.now)
        let told = actions.compactMap { action -> [String]? in
            if case .announce(let announcement) = action { announcement.prompts.map(\.habit) } else { nil }
        }
        #expect(told == [["a", "b"]])
    }
}
