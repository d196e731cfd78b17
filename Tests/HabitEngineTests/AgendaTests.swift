import HabitEngine
import HabitKit
import Testing

/// What is firm stays on the agenda until it is done or booked.
@Suite struct AgendaTests {
    /// Asks once, firmly, on the test day, and has nothing more to say.
    private static let once: Rig.Plugin = { moment in
        guard moment.lastPrompt == nil else { return Assessment(state: .satisfied, reason: "asked") }
        return Assessment(
            state: .upcoming, prompt: Prompt(due: at(10), message: "book it", isFirm: true), reason: "by the plan")
    }

    private static func skipped() -> Rig {
        var rig = Rig([("a", once)])
        rig.run(until: at(10, 1))
        rig.record("a", 0, kind: .skipped)
        return rig
    }

    @Test func `skipped, it is asked again the next day, until it is done`() {
        var rig = Self.skipped()
        #expect(rig.view("a").open == nil)
        #expect(rig.view("a").next == at(10, day: 1))
        rig.run(until: at(12, day: 1))
        #expect(rig.spoken == ["10:00 a", "10:00 a"])
        rig.record("a", 0, kind: .skipped)
        rig.run(until: at(12, day: 2))
        #expect(rig.spoken.count == 3)
        rig.record("a")
        rig.run(until: at(12, day: 4))
        #expect(rig.spoken.count == 3)
        #expect(rig.view("a").open == nil)
    }

    @Test func `booked, it is off the agenda`() {
        var rig = Self.skipped()
        rig.record("a", 0, kind: .booked, happened: at(17, day: 3))
        rig.run(until: at(12, day: 2))
        #expect(rig.spoken.count == 1)
        #expect(
            rig.planner.decisions(of: "a").contains { $0.what == "booked" && $0.reason == "booked for Saturday 17:00" })
    }

    @Test func `a booking answers what is asked, and is told as what it is`() {
        var rig = Rig([("a", Self.once)])
        rig.run(until: at(10, 1))
        rig.record("a", 0, kind: .booked, happened: at(17, day: 3))
        #expect(rig.view("a").open == nil)
        #expect(rig.news.last { $0.reason.hasPrefix("booked") }?.kind == .status)
        #expect(!rig.news.contains { $0.kind == .done || $0.kind == .skipped })
    }

    @Test func `a restart keeps it on the agenda`() {
        let before = Self.skipped()
        var rig = Rig([("a", Self.once)], entries: before.entries, memory: before.planner.memory, at: at(11))
        rig.run(until: at(12, day: 1))
        #expect(rig.spoken == ["10:00 a"])
    }

    @Test func `an appointment whose time has come answers nothing by itself`() {
        var rig = Rig([("a", Self.once)], entries: ["a": [Self.booking(at(10, 30))]])
        rig.run(until: at(10, 1))
        var later = Rig(
            [("a", Self.once)], entries: rig.entries, memory: rig.planner.memory(at: at(10, 1)), at: at(11))
        #expect(later.view("a").open != nil)
        later.run(until: at(11, 1))
        #expect(later.view("a").open != nil)
    }

    private static func booking(_ instant: Instant, id: String = "b") -> Entry {
        Entry(id: id, habit: "a", kind: .booked, at: instant, offset: 3600, amount: 0, unit: .minutes)
    }

    @Test func `another time for the appointment answers what was asked, and so does taking it back`() {
        for replacement in [Self.booking(at(17, day: 3), id: "later"), nil] {
            var rig = Rig([("a", Self.once)], entries: ["a": [Self.booking(at(17, day: 2))]])
            rig.run(until: at(10, 1))
            #expect(rig.view("a").open != nil)
            rig.send(.superseded(id: "b", by: replacement))
            #expect(rig.view("a").open == nil)
            #expect(!rig.news.contains { $0.kind == .done || $0.kind == .skipped })
        }
    }

    @Test func `a plugin's own firm prompt takes the place of the one that was skipped`() {
        let daily = clockTimes((9, 30), firm: true)
        var rig = Rig([("a", daily)])
        rig.run(until: at(9, 31))
        rig.record("a", 0, kind: .skipped)
        rig.run(until: at(12, day: 1))
        #expect(rig.spoken == ["09:30 a", "09:30 a"])
    }
}
