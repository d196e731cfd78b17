import HabitEngine
import HabitKit
import Testing

/// How it is told to be: who sees it, and what follows for the day.
@Suite struct CheckInTests {
    private static func rig(
        checkInDays: [String: Int] = [:], policy: Policy = Policy(), entries: [String: [Entry]] = [:]
    ) -> Rig {
        Rig(
            [("a", clockTimes((10, 0))), ("b", clockTimes((10, 0)))], policy: policy, entries: entries,
            adjust: { $0.manifest.needs.checkInDays = checkInDays[$0.id] })
    }

    private static func told(_ pain: Int?, _ instant: Instant, id: String = "c1") -> Entry {
        Entry(
            id: id, habit: CheckIn.habit, at: instant, offset: 3600, amount: 1, unit: .times,
            attributes: pain.map { ["pain": "\($0)"] } ?? ["sleep": "2"])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var pains: [Int?]
        var said: DayMode?
        var restedYesterday = false
        var gentleFrom = 5
        var mode: DayMode
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "no pain told", pains: [nil], mode: .normal),
        Case(name: "pain below", pains: [4], mode: .normal),
        Case(name: "pain that is enough", pains: [5], mode: .gentle),
        Case(name: "the worst", pains: [10], mode: .gentle),
        Case(name: "any of the day's counts", pains: [6, 1], mode: .gentle),
        Case(name: "the user's word wins", pains: [9], said: .normal, mode: .normal),
        Case(name: "also a stricter one", pains: [6], said: .rest, mode: .rest),
        Case(name: "the day after rest", pains: [0], restedYesterday: true, mode: .gentle),
        Case(name: "a higher limit", pains: [6], gentleFrom: 7, mode: .normal),
        Case(name: "never", pains: [10], gentleFrom: 0, mode: .normal),
    ]

    @Test(arguments: cases)
    func `the mode follows from the user's word, from yesterday's rest, and from pain`(case: Case) {
        var policy = Policy()
        policy.gentleFrom = `case`.gentleFrom
        var rig = Self.rig(policy: policy)
        if `case`.restedYesterday {
            rig.send(.mode(.rest, habit: nil))
            rig.run(until: at(9, 0, day: 1))
        }
        for (index, pain) in `case`.pains.enumerated() {
            rig.send(.recorded(Self.told(pain, rig.now, id: "c\(index)")))
        }
        if let said = `case`.said { rig.send(.mode(said, habit: nil)) }
        #expect(rig.planner.mode() == `case`.mode)
        #expect(rig.planner.mode(of: "a") == `case`.mode)
        #expect(rig.moments["a"]?.last?.mode == `case`.mode)
    }

    @Test func `a gentle day from pain ends with the day`() {
        var rig = Self.rig()
        rig.send(.recorded(Self.told(7, rig.now)))
        rig.run(until: at(9, 0, day: 1))
        #expect(rig.planner.mode() == .normal)
        #expect(rig.moments["a"]?.last?.mode == .normal)
    }

    @Test func `what is told makes it known only as gentle, and why tells the number`() {
        var rig = Self.rig()
        rig.send(.recorded(Self.told(6, rig.now)))
        #expect(rig.news.filter { $0.kind == .mode }.map(\.reason) == ["gentle for today"])
        let why = rig.planner.decisions(of: "a").filter { $0.what == "mode" }
        #expect(why.map(\.reason) == ["gentle for today: you told pain 6 of 10"])
        #expect(!rig.news.contains { $0.reason.contains("6") || $0.reason.contains("pain") })
        rig.send(.recorded(Self.told(8, rig.now, id: "c2")))
        #expect(rig.news.filter { $0.kind == .mode }.count == 1)
    }

    @Test func `taken back or corrected, it is as if it had never been told`() {
        var rig = Self.rig()
        rig.send(.recorded(Self.told(6, rig.now)))
        rig.send(.superseded(id: "c1", by: Self.told(3, rig.now, id: "c2")))
        #expect(rig.planner.mode() == .normal)
        rig.send(.superseded(id: "c2", by: Self.told(9, rig.now, id: "c3")))
        #expect(rig.planner.mode() == .gentle)
        rig.send(.superseded(id: "c3", by: nil))
        #expect(rig.planner.mode() == .normal)
        #expect(rig.news.filter { $0.kind == .mode }.map(\.reason).last == "normal for today")
    }

    @Test func `what was told of another day changes nothing today`() {
        var rig = Self.rig()
        rig.send(.recorded(Self.told(9, at(20, day: -1))))
        #expect(rig.planner.mode() == .normal)
    }

    @Test func `only who asks for check-ins is shown them, as far back as it asks, and asked anew when one comes`() {
        let old = Self.told(1, at(9, day: -3), id: "old")
        let known = [Self.told(2, at(9, day: -1), id: "known")]
        var rig = Self.rig(checkInDays: ["a": 1], entries: [CheckIn.habit: known + [old]])
        #expect(rig.moments["a"]?.last?.checkIns.map(\.id) == ["known"])
        #expect(rig.moments["b"]?.last?.checkIns == [])
        let asked = rig.moments["b"]?.count
        rig.send(.recorded(Self.told(3, rig.now, id: "new")))
        #expect(rig.moments["a"]?.last?.checkIns.map(\.id) == ["known", "new"])
        #expect(rig.moments["b"]?.count == asked)
    }

    @Test func `a restart and another configuration know what was told today`() {
        let told = [CheckIn.habit: [Self.told(6, at(8, 30))]]
        #expect(Self.rig(entries: told).planner.mode() == .gentle)
        var rig = Self.rig()
        rig.send(.reconfigured(Policy(), rig.planner.habits, entries: told))
        #expect(rig.planner.mode() == .gentle)
        var never = Policy()
        never.gentleFrom = 0
        rig.send(.reconfigured(never, rig.planner.habits, entries: [:]))
        #expect(rig.planner.mode() == .normal)
    }

    @Test(arguments: [(7, 8, false), (8, 8, true), (10, 8, true), (10, 0, false), (nil, 8, false)])
    func `rest is offered from a pain on, and never imposed`(pain: Int?, from: Int, isOffered: Bool) {
        var policy = Policy()
        policy.restOfferedFrom = from
        var rig = Self.rig(policy: policy)
        rig.send(.recorded(Self.told(pain, rig.now)))
        #expect(rig.planner.offersRest(after: pain) == isOffered)
        #expect(rig.planner.mode() != .rest)
        rig.send(.mode(.rest, habit: nil))
        #expect(!rig.planner.offersRest(after: pain))
    }

    @Test func `a correction of a check-in is shown to the habit of that name as well`() {
        var rig = Rig([(CheckIn.habit, clockTimes((10, 0)))])
        rig.send(.recorded(Self.told(6, rig.now)))
        rig.send(.superseded(id: "c1", by: Self.told(2, rig.now, id: "c2")))
        #expect(rig.moments[CheckIn.habit]?.last?.entries.map(\.id) == ["c2"])
        #expect(rig.planner.mode() == .normal)
    }
}
