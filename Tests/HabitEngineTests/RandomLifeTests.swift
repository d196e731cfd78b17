import FoundationEssentials
import HabitEngine
import HabitKit
import Testing

/// Random users, plugins and clocks. Whatever happens, the promises hold.
@Suite struct RandomLifeTests {
    static let plugins: [(String, Rig.Plugin)] = [
        ("clock", clockTimes((8, 45), (10, 0), (10, 3), (13, 0), (18, 30), (23, 0), repeats: 1)),
        ("posture", activeTime(every: 30, break: 2)),
        ("walk", activeTime(every: 60, break: 5, repeats: 1)),
        ("tight", activeTime(every: 17, break: 1, slack: .zero)),
        ("firm", clockTimes((9, 30), (16, 0), repeats: 2, firm: true)),
    ]

    /// What was announced, on a clock that was never set.
    struct Spoken {
        var at: Instant
        var ids: [String]
        var isFree: Bool
    }

    struct Life {
        var rig: Rig
        var random: Seeded
        var spoken: [Spoken] = []
        var snoozed: Set<String> = []
        var broken: [String] = []

        init(seed: Int, policy: Policy = Policy()) {
            random = Seeded(seed)
            rig = Rig(RandomLifeTests.plugins, policy: policy, at: at(8))
            listen()
        }

        /// Checks what was announced since the last look against the state it was announced in.
        mutating func listen() {
            for announcement in rig.announcements {
                let ids = announcement.prompts.map(\.id)
                let isFree = announcement.prompts.contains { $0.isFirm } || !snoozed.isDisjoint(with: ids)
                if let last = spoken.last(where: { !Set($0.ids).isDisjoint(with: ids) }),
                    announcement.at - rig.stepped - last.at < rig.planner.policy.minimumGap,
                    snoozed.isDisjoint(with: ids)
                {
                    broken.append("\(ids) told twice in a row")
                }
                if announcement.prompts.contains(where: { $0.message == "STALE" }) {
                    broken.append("a stale answer was told")
                }
                snoozed.subtract(ids)
                spoken.append(Spoken(at: announcement.at - rig.stepped, ids: ids, isFree: isFree))
                if !rig.planner.day.active.contains(where: { $0.contains(announcement.at) }) {
                    broken.append("outside")
                }
                if !rig.planner.whereabouts.state.counts { broken.append("told while away") }
                if let until = rig.planner.pausedUntil, until > announcement.at { broken.append("told while paused") }
            }
            rig.announcements = []
            if let deadline = rig.deadline, deadline <= rig.now { broken.append("a deadline that is over") }
            if rig.deadline == nil { broken.append("no deadline at all") }
        }

        /// Lets time pass deadline by deadline, so that each announcement is checked in its own state.
        mutating func live(until end: Instant) {
            while let next = rig.deadline, next <= end {
                rig.run(until: next)
                listen()
            }
            rig.run(until: end)
            listen()
        }

        mutating func act(clocks: Bool = true) {
            live(until: rig.now + .seconds(Int.random(in: 1...2400, using: &random)))
            let habit = RandomLifeTests.plugins.randomElement(using: &random)!.0
            switch Int.random(in: 0..<(clocks ? 15 : 12), using: &random) {
            case 0: rig.send(.presence(.away))
            case 1, 2, 3: rig.send(.presence(.present))
            case 4: rig.send(.paused(until: rig.now + .minutes(Int.random(in: 1...90, using: &random))))
            case 5: rig.send(.resumed)
            case 6, 7: rig.record(habit)
            case 8: rig.record(habit, happened: rig.now - .minutes(Int.random(in: 0...2000, using: &random)))
            case 9: snooze()
            case 10: rig.send(.mode(DayMode.allCases.randomElement(using: &random)!, habit: habit))
            case 11: answerLate(habit)
            case 12: rig.step(by: .zero, asleep: .minutes(Int.random(in: 1...500, using: &random)))
            case 13: rig.step(by: .minutes(Int.random(in: -90...90, using: &random)))
            default: rig.step(by: .hours([-8760, 8760, 30, -30].randomElement(using: &random)!))
            }
            listen()
        }

        private mutating func snooze() {
            let open = rig.planner.view(at: rig.now).habits.compactMap(\.open).filter { $0.snoozes < 3 }
            guard !open.isEmpty, let answer = try? rig.planner.snooze(nil, for: .minutes(3), at: rig.now) else {
                return
            }
            snoozed.formUnion(open.map(\.id))
            rig.perform(answer.actions)
        }

        /// A slow plugin: its first answer comes after the second question.
        private mutating func answerLate(_ habit: String) {
            rig.hanging = [habit]
            rig.questions = []
            rig.record(habit)
            rig.record(habit)
            rig.hanging = []
            for (number, question) in rig.questions.filter({ $0.habit == habit }).enumerated().reversed() {
                let isLast = number == rig.questions.count - 1
                let stale = Assessment(state: .due, prompt: Prompt(due: rig.now, message: "STALE"), reason: "stale")
                let answer = isLast ? rig.plugins[habit]!(question.moment) : stale
                rig.send(.assessed(habit: habit, revision: question.revision, answer))
            }
        }
    }

    @Test(arguments: 0..<30) func `promises are kept`(seed: Int) {
        var life = Life(seed: seed)
        for _ in 0..<120 { life.act() }
        #expect(life.broken.isEmpty)
        #expect(life.rig.lateDeadlines == 0)
        let paced = life.spoken.filter { !$0.isFree }
        for (first, second) in zip(life.spoken, life.spoken.dropFirst()) where !second.isFree {
            #expect(second.at - first.at >= .minutes(5))
        }
        for (first, third) in zip(paced, paced.dropFirst(2)) { #expect(third.at - first.at >= .hours(1)) }
        #expect(life.spoken.count > 10, "or nothing was tried")
    }

    @Test(arguments: 0..<25) func `a planner restored from its memory goes on as the one it came from`(seed: Int) throws
    {
        var life = Life(seed: seed)
        for _ in 0..<Int.random(in: 5...40, using: &life.random) { life.act(clocks: false) }
        var old = life.rig
        let json = try JSONEncoder().encode(old.planner.memory(at: old.now))
        let memory = try JSONDecoder().decode(PlannerMemory.self, from: json)
        #expect(memory == old.planner.memory(at: old.now))
        var new = Rig(Self.plugins, entries: old.entries, memory: memory, at: old.now)
        // The old one is asked anew as well: what a plugin says of an hour ago may differ from what it says now.
        old.announcements = []
        old.send(.started)
        #expect(old.planner.view(at: old.now) == new.planner.view(at: old.now))
        let end = old.now + .hours(30)
        old.run(until: end)
        new.run(until: end)
        #expect(old.announcements == new.announcements)
    }
}
