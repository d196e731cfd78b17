import HabitKit
import Testing

@Suite struct PhasesTests {
    private func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text: text)) }

    @Test func `a plan tapers from weekly to every other week to every fourth`() throws {
        let plan = Phases(
            started: try date("2026-09-01"),
            [.init(everyDays: 7, forDays: 91), .init(everyDays: 14, forDays: 91), .init(everyDays: 28)])
        #expect(plan.phase(on: try date("2026-11-30")).everyDays == 7)
        #expect(plan.phase(on: try date("2026-12-01")).everyDays == 14)
        #expect(plan.phase(on: try date("2027-03-01")).everyDays == 14)
        #expect(plan.phase(on: try date("2027-03-02")).everyDays == 28)
        #expect(plan.phase(on: try date("2036-01-01")).everyDays == 28)
        #expect(plan.next(after: nil).text == "2026-09-01")
        #expect(plan.next(after: try date("2026-11-28")).text == "2026-12-05")
        #expect(plan.next(after: try date("2026-12-05")).text == "2026-12-19")
    }

    @Test func `before the plan began the first phase is meant`() throws {
        let plan = Phases(
            started: try date("2026-09-01"), [.init(everyDays: 7, forDays: 91), .init(everyDays: 28)])
        #expect(plan.phase(on: try date("2026-08-01")).everyDays == 7)
    }

    @Test func `a phase without an end hides those after it, and the last has none`() throws {
        let endless = Phases(started: try date("2026-09-01"), [.init(everyDays: 10), .init(everyDays: 20)])
        #expect(endless.phase(on: try date("2030-01-01")).everyDays == 10)
        let ended = Phases(started: try date("2026-09-01"), [.init(everyDays: 10, forDays: 5)])
        #expect(ended.phase(on: try date("2030-01-01")).everyDays == 10)
    }

    @Test func `no phases and no days are mended to something that moves on`() throws {
        #expect(Phases(started: try date("2026-09-01"), []).next(after: try date("2026-09-01")).text == "2026-09-08")
        #expect(Phases.Phase(everyDays: 0).everyDays == 1)
    }

    @Test func `sessions kept on time are never closer than their phase, whatever the plan`() throws {
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            let phases = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                Phases.Phase(
                    everyDays: Int.random(in: 1...40, using: &random), forDays: Int.random(in: 1...120, using: &random))
            }
            let plan = Phases(started: LocalDate(dayNumber: 20_000), phases)
            var last = plan.next(after: nil)
            for _ in 0..<50 {
                let next = plan.next(after: last)
                #expect(next.days(since: last) == plan.phase(on: last).everyDays)
                #expect(next > last)
                last = next
            }
        }
    }
}

@Suite struct RotationTests {
    @Test func `turns go round and start over`() {
        #expect(["a", "b", "c"].after(nil) == "a")
        #expect(["a", "b", "c"].after("c") == "a")
        #expect(["a", "b", "c"].after("x") == "a")
        #expect([String]().after("x") == nil)
    }
}
