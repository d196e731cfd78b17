import HabitKit
import Testing

@testable import HabitEngine

@Suite struct PresenceTests {
    let day = Policy().day(at: at(9), zone: testZone)
    let bounds = at(4)..<at(4, 0, day: 1)

    @Test func `time is told apart by where the user was`() {
        var ledger = PresenceLedger(since: at(9))
        ledger.change(to: .present, at: at(9, 30))
        ledger.change(to: .away, at: at(10))
        ledger.change(to: .present, at: at(10, 15))
        ledger.suspend(for: .minutes(30), until: at(11, 15))
        let now = at(12)
        #expect(ledger.time(in: bounds, until: now) { $0 == .unknown } == .minutes(30))
        #expect(ledger.time(in: bounds, until: now) { $0 == .present } == .minutes(30 + 30 + 45))
        #expect(ledger.time(in: bounds, until: now) { $0 == .away } == .minutes(15))
        #expect(ledger.time(in: bounds, until: now) { $0 == .asleep } == .minutes(30))
        let activity = ledger.activity(in: day, at: now)
        #expect(activity.present == [at(9)..<at(10), at(10, 15)..<at(10, 45), at(11, 15)..<at(12)])
        #expect(activity.suspends == [at(10, 45)..<at(11, 15)])
        #expect(activity.state == .present)
    }

    @Test func `who returns at this instant is shown as there`() {
        var ledger = PresenceLedger(since: at(9))
        ledger.change(to: .away, at: at(10))
        #expect(ledger.activity(in: day, at: at(10, 5)).present == [at(9)..<at(10)])
        ledger.change(to: .present, at: at(10, 5))
        #expect(ledger.activity(in: day, at: at(10, 5)).present == [at(9)..<at(10), at(10, 5)..<at(10, 5)])
    }

    @Test func `a suspend takes its time from news that came in just before it`() {
        var ledger = PresenceLedger(state: .away, since: at(9))
        ledger.change(to: .present, at: at(11))
        ledger.suspend(for: .minutes(60), until: at(11))
        #expect(ledger.time(in: bounds, until: at(11)) { $0 == .away } == .minutes(60))
        #expect(ledger.time(in: bounds, until: at(11)) { $0 == .asleep } == .minutes(60))
        #expect(ledger.state == .present)
    }

    @Test func `an absence goes on over a suspend`() {
        var rig = Rig([("a", clockTimes((20, 0)))])
        rig.send(.presence(.away), at: at(10))
        rig.run(until: at(10, 10))
        rig.step(by: .zero, asleep: .minutes(30))
        #expect(rig.planner.whereabouts.since == at(10))
        rig.send(.presence(.present), at: at(10, 45))
        #expect(rig.news.last { $0.kind == .presence }?.reason == "back after 45 min")
        #expect(rig.planner.whereabouts.since == at(10, 45))
    }

    @Test func `today shows nothing of yesterday`() {
        var ledger = PresenceLedger(state: .present, since: at(3))
        ledger.change(to: .away, at: at(5))
        #expect(ledger.activity(in: day, at: at(6)).present == [at(4)..<at(5)])
        ledger.forget(before: at(5))
        #expect(ledger.closed.isEmpty)
    }

    @Test func `a night of which nobody tells is not sat through`() {
        let ledger = PresenceLedger(since: at(4))
        #expect(ledger.activity(in: day, at: at(7)).present == [])
        #expect(ledger.activity(in: day, at: at(8, 30)).present == [at(8, 30)..<at(8, 30)])
        #expect(ledger.activity(in: day, at: at(23)).present == [at(8, 30)..<at(22)])
        let told = PresenceLedger(state: .present, since: at(4))
        #expect(told.activity(in: day, at: at(23)).present == [at(4)..<at(23)])
    }

    @Test func `time without a daemon is in no span`() {
        var ledger = PresenceLedger(state: .present, since: at(9))
        ledger.resume(state: .unknown, stopped: at(10), started: at(11))
        #expect(ledger.activity(in: day, at: at(12)).present == [at(9)..<at(10), at(11)..<at(12)])
    }

    @Test(arguments: 0..<25) func `every moment is in exactly one span`(seed: Int) {
        var random = Seeded(seed)
        var now = at(9)
        var ledger = PresenceLedger(since: now)
        for _ in 0..<60 {
            let before = now
            now += .seconds(Int.random(in: 0...3600, using: &random))
            if Bool.random(using: &random) {
                ledger.change(to: PresenceState.allCases.randomElement(using: &random)!, at: now)
            } else {
                ledger.suspend(
                    for: .seconds(Int.random(in: 0...max(1, Int((now - before).wholeSeconds)), using: &random)),
                    until: now)
            }
        }
        let all = at(9)..<now
        let total = ledger.time(in: all, until: now) { _ in true }
        #expect(total == now - at(9))
        #expect(zip(ledger.closed, ledger.closed.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
    }

    @Test(arguments: [
        (Entry.Kind.done, true), (.gentle, true), (.rested, false), (.skipped, false),
    ])
    func `only what was done is movement`(kind: Entry.Kind, moves: Bool) {
        let entry = Entry(id: "e", habit: "walk", kind: kind, at: at(10), amount: 10, unit: .minutes)
        #expect((Movement.span(of: entry, within: bounds) != nil) == moves)
    }

    @Test func `repetitions say nothing of time`() {
        let entry = Entry(id: "e", habit: "push-ups", at: at(10), amount: 10, unit: .repetitions)
        #expect(Movement.span(of: entry, within: bounds) == nil)
    }
}
