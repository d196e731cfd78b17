import HabitEngine
import HabitKit
import Testing

@Suite struct AnswerTests {
    /// Stretch has a break of 5 min and is snoozed when the walk is recorded.
    @Test(arguments: [(5.0, true), (4.0, false)])
    func `a walk as long as another habit's break answers its prompt, a snoozed one too`(
        minutes: Double, isAnswered: Bool
    ) throws {
        var rig = Rig(
            [("stretch", answeredByBreak(of: 5, clockTimes((10, 0)))), ("walk", clockTimes((20, 0)))],
            adjust: { if $0.id == "walk" { $0.manifest.isMovement = true } })
        rig.run(until: at(10, 1))
        rig.perform(try rig.planner.snooze("stretch", for: nil, at: rig.now).actions)
        rig.record("walk", 20, happened: at(9, 50))
        #expect(rig.view("stretch").open != nil, "a walk before the prompt is none")
        rig.run(until: at(10, 8))
        rig.record("walk", minutes)
        #expect((rig.view("stretch").open == nil) == isAnswered)
        let reasons = rig.planner.decisions(of: "stretch").map(\.reason)
        #expect(reasons.contains("you moved for 5 min, a break in itself") == isAnswered)
    }

    @Test func `an entry answers the open prompt and asks anew`() {
        var rig = Rig([("walk", clockTimes((10, 0), (11, 0), repeats: 1))])
        rig.run(until: at(10, 3))
        rig.record("walk", 10)
        #expect(rig.view("walk").open == nil)
        #expect(rig.moments["walk"]?.last?.lastPrompt?.outcome == .done)
        #expect(rig.moments["walk"]?.last?.entries.count == 1)
        rig.run(until: at(12))
        #expect(rig.spoken == ["10:00 walk", "11:00 walk", "11:10 walk"])
        #expect(rig.news.filter { $0.kind == .done }.count == 1)
    }

    @Test func `an entry made unasked moves the next prompt`() {
        var rig = Rig([("stretch", activeTime(every: 60))])
        #expect(rig.view("stretch").next == at(10))
        rig.run(until: at(9, 30))
        rig.record("stretch")
        #expect(rig.view("stretch").next == at(10, 30))
        #expect(rig.planner.decisions(of: "stretch").contains { $0.reason == "recorded unasked" })
    }

    @Test func `an entry for yesterday does not answer today's prompt`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.run(until: at(10, 1))
        rig.record("a", happened: at(20, 0, day: -1))
        #expect(rig.view("a").open != nil)
    }

    @Test func `skipping closes the prompt`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.run(until: at(10, 1))
        rig.record("a", kind: .skipped)
        #expect(rig.view("a").open == nil)
        #expect(rig.moments["a"]?.last?.lastPrompt?.outcome == .skipped)
        #expect(rig.news.contains { $0.kind == .skipped && $0.habit == "a" })
    }

    @Test func `the same entry twice is one entry`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        let entry = rig.record("a")
        rig.send(.recorded(entry))
        #expect(rig.moments["a"]?.last?.entries.count == 1)
    }

    @Test func `an entry taken back makes the prompt due again`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        let entry = rig.record("a", happened: at(9))
        rig.send(.superseded(id: entry.id, by: nil), at: at(9, 30))
        #expect(rig.view("a").next == at(10))
        rig.run(until: at(10, 3))
        let answer = rig.record("a")
        rig.send(.superseded(id: answer.id, by: nil), at: at(10, 6))
        #expect(rig.moments["a"]?.last?.entries.isEmpty == true)
    }

    @Test func `a corrected entry takes the old one's place in time`() {
        var rig = Rig([("a", clockTimes((10, 0)))], at: at(9, 30))
        let entry = rig.record("a")
        var corrected = entry
        corrected.id = "corrected"
        corrected.at = at(9, 10)
        rig.record("a", happened: at(9, 20))
        rig.send(.superseded(id: entry.id, by: corrected))
        #expect(rig.moments["a"]?.last?.entries.map(\.id) == ["corrected", "e2"])
    }

    @Test func `an entry of the future is not shown before its time`() {
        let later = Entry(id: "later", habit: "a", at: at(9, 30), amount: 1, unit: .minutes)
        var rig = Rig([("a", fixed(Assessment(state: .upcoming, reason: "quiet")))], entries: ["a": [later]])
        #expect(rig.moments["a"]?.last?.entries.isEmpty == true)
        rig.run(until: at(9, 31))
        #expect(rig.moments["a"]?.last?.entries.map(\.id) == ["later"])
        #expect(rig.moments["a"]?.last?.now == at(9, 30))
    }

    @Test(arguments: [
        (12.0, Unit.minutes, at(9, 48)), (1200, .steps, at(9, 48)), (800, .metres, at(9, 50)), (1, .hours, at(9)),
    ])
    func `a walk is a break for those who count sitting`(amount: Double, unit: Unit, start: Instant) {
        var rig = Rig([("walk", clockTimes((12, 0))), ("posture", activeTime(every: 45))]) { habit in
            habit.manifest.isMovement = habit.id == "walk"
        }
        rig.run(until: at(10))
        rig.record("walk", amount, unit)
        #expect(rig.moments["posture"]?.last?.activity.movement == [start..<at(10)])
        #expect(rig.moments["walk"]?.last?.activity.movement == [], "its own entries it sees itself")
        #expect(rig.view("posture").next == at(10, 45))
    }

    @Test func `a walk of the future is a break once its time comes`() {
        let walk = Entry(id: "later", habit: "walk", at: at(9, 30), amount: 12, unit: .minutes)
        var rig = Rig([("walk", clockTimes((12, 0))), ("posture", activeTime(every: 45))], entries: ["walk": [walk]]) {
            $0.manifest.isMovement = $0.id == "walk"
        }
        #expect(rig.view("posture").next == at(9, 45))
        rig.run(until: at(9, 31))
        #expect(rig.view("posture").next == at(10, 15))
    }

    @Test func `an answer to an older question is dropped`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.hanging = ["a"]
        rig.record("a", happened: at(8))
        rig.record("a", happened: at(8, 10))
        let (first, second) = (rig.questions[0], rig.questions[1])
        let stale = Assessment(state: .satisfied, reason: "stale")
        let fresh = Assessment(state: .satisfied, reason: "fresh")
        rig.send(.assessed(habit: "a", revision: first.revision, stale))
        #expect(rig.view("a").reason == "by the clock")
        rig.send(.assessed(habit: "a", revision: second.revision, fresh))
        #expect(rig.view("a").reason == "fresh")
        rig.send(.assessed(habit: "a", revision: second.revision, stale))
        #expect(rig.view("a").reason == "fresh", "answered already")
        rig.send(.assessed(habit: "nobody", revision: 1, stale))
    }

    @Test func `a failed plugin keeps its last good plan and says why`() {
        var rig = Rig([("a", clockTimes((10, 0))), ("b", clockTimes((10, 30)))])
        rig.hanging = ["a"]
        rig.record("a", happened: at(8))
        rig.send(.assessmentFailed(habit: "a", revision: rig.questions[0].revision, reason: "it crashed"))
        #expect(rig.view("a").state == .failed)
        #expect(rig.view("a").reason == "it crashed")
        #expect(rig.view("a").next == at(10))
        #expect(rig.view("b").state == .upcoming)
        rig.run(until: at(9, 1))
        #expect(rig.questions.count == 2, "asked again after a minute")
        rig.hanging = []
        rig.send(
            .assessed(habit: "a", revision: rig.questions[1].revision, Assessment(state: .upcoming, reason: "well")))
        #expect(rig.view("a").state == .upcoming)
    }

    @Test func `a plugin that keeps failing is asked ever more rarely`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.hanging = ["a"]
        rig.record("a")
        var answered = 0
        while rig.now < at(15) {
            while answered < rig.questions.count {
                let question = rig.questions[answered]
                answered += 1
                rig.send(.assessmentFailed(habit: "a", revision: question.revision, reason: "it crashed"))
            }
            rig.run(until: rig.now + .minutes(1))
        }
        #expect((8...14).contains(rig.questions.count), "\(rig.questions.count) times in six hours")
    }

    @Test func `a slow plugin holds the others for two seconds`() {
        var rig = Rig([("slow", clockTimes((12, 0))), ("b", clockTimes((10, 0)))])
        rig.hanging = ["slow"]
        rig.run(until: at(9, 59, 59))
        rig.record("slow")
        rig.run(until: at(10))
        #expect(rig.announcements.isEmpty)
        #expect(rig.deadline == at(10, 0, 1))
        rig.run(until: at(10, 1))
        #expect(rig.spoken == ["10:00 b"])
    }

    @Test func `a plugin that failed holds nobody, until it has answered again`() {
        var rig = Rig([("slow", clockTimes((12, 0))), ("b", clockTimes((10, 0))), ("c", clockTimes((11, 0)))])
        rig.hanging = ["slow"]
        rig.record("slow")
        rig.send(.assessmentFailed(habit: "slow", revision: rig.questions[0].revision, reason: "no answer"))
        rig.run(until: at(9, 59, 59))
        rig.record("slow")
        rig.run(until: at(10))
        #expect(rig.spoken == ["10:00 b"])

        let answer = Assessment(state: .upcoming, reason: "well")
        rig.send(.assessed(habit: "slow", revision: rig.questions.last!.revision, answer))
        rig.run(until: at(10, 59, 59))
        rig.record("slow")
        rig.run(until: at(11))
        #expect(rig.spoken == ["10:00 b"])
        rig.run(until: at(11, 1))
        #expect(rig.spoken == ["10:00 b", "11:00 c"])
    }

    @Test func `a broken habit is shown and never asked`() {
        var rig = Rig([("a", clockTimes((10, 0)))]) { $0.failure = "every: 0min is not allowed" }
        rig.run(until: at(12))
        #expect(rig.moments.isEmpty)
        #expect(rig.view("a").state == .failed)
        #expect(rig.view("a").reason == "every: 0min is not allowed")
    }

    @Test func `a plan is asked for once more before it is told`() {
        var rig = Rig([("posture", activeTime(every: 45)), ("b", clockTimes((9, 46)))])
        rig.run(until: at(9, 45))
        #expect(rig.spoken == ["09:45 posture+b"])
        #expect(rig.announcements[0].prompts[0].reason == "45 of 45 min")
        #expect(rig.moments["b"]?.contains { $0.now == at(9, 45) && $0.lastPrompt == nil } == true)
    }

    @Test func `what was said shortly before its time is not told as to come`() {
        var rig = Rig([("posture", activeTime(every: 45))])
        rig.send(.presence(.present), at: at(9, 44, 30))
        rig.run(until: at(9, 45))
        #expect(rig.announcements[0].prompts[0].reason == "45 of 45 min")
    }

    @Test func `a plugin that only looks ahead is told when it said`() {
        let plugin: Rig.Plugin = { moment in
            let due = moment.now < at(10) ? at(10) : at(11)
            let reason = moment.now < at(10) ? "ten" : "eleven"
            return Assessment(state: .upcoming, prompt: Prompt(due: due, message: reason), reason: reason)
        }
        var rig = Rig([("a", plugin)])
        rig.send(.paused(until: at(10, 10)), at: at(9, 30))
        rig.send(.looked, at: at(10, 5))
        #expect(rig.view("a").next == at(10, 10))
        rig = Rig([("a", plugin)])
        rig.run(until: at(12))
        #expect(rig.announcements.flatMap(\.prompts).map(\.reason).first == "ten")
        #expect(rig.spoken.prefix(2) == ["10:00 a", "11:00 a"])
    }

    @Test func `a plugin that always puts it off by a second is heard all the same`() {
        let plugin: Rig.Plugin = { moment in
            let due = moment.now + .seconds(1)
            return Assessment(state: .upcoming, prompt: Prompt(due: due, message: "now"), reason: "soon")
        }
        var rig = Rig([("a", plugin)])
        rig.run(until: at(9, 1))
        #expect(rig.announcements.count == 1)
        #expect((rig.moments["a"]?.count ?? 0) < 5)
    }

    @Test func `a failing plugin's last good plan is told`() {
        var rig = Rig([("a", clockTimes((10, 0)))])
        rig.hanging = ["a"]
        rig.run(until: at(10))
        rig.send(.assessmentFailed(habit: "a", revision: rig.questions[0].revision, reason: "it crashed"))
        #expect(rig.spoken == ["10:00 a"])
    }

    @Test func `whoever looks sees the numbers of now`() {
        var rig = Rig([("posture", activeTime(every: 45))])
        rig.run(until: at(9, 20))
        #expect(rig.view("posture").reason == "0 of 45 min")
        rig.send(.looked)
        #expect(rig.view("posture").reason == "20 of 45 min")
        let asked = rig.moments["posture"]?.count
        rig.send(.looked, at: at(9, 20, 30))
        #expect(rig.moments["posture"]?.count == asked, "half a minute is fresh")
    }

    @Test func `a plugin whose answers hardly last does not keep the computer awake`() {
        let plugin: Rig.Plugin = { moment in
            Assessment(state: .upcoming, reason: "for now", validUntil: moment.now + .microseconds(1))
        }
        var rig = Rig([("a", plugin)])
        rig.run(until: at(9, 1))
        #expect(rig.moments["a"]?.count == 61, "once a second at most")
    }

    @Test func `a prompt due before today is due now`() {
        let plugin: Rig.Plugin = { moment in
            let prompt = Prompt(due: .distantPast, message: "at last")
            return Assessment(state: .due, prompt: moment.lastPrompt == nil ? prompt : nil, reason: "overdue")
        }
        let rig = Rig([("a", plugin)])
        #expect(rig.announcements.flatMap(\.prompts).map(\.due) == [at(9)])
    }

    @Test func `an answer is asked again when it says it is out of date`() {
        let plugin: Rig.Plugin = { moment in
            let until = moment.now < at(9, 20) ? at(9, 20) : nil
            return Assessment(state: .upcoming, reason: "for now", validUntil: until)
        }
        var rig = Rig([("a", plugin), ("late", fixed(Assessment(state: .upcoming, reason: "", validUntil: at(8))))])
        rig.run(until: at(9, 30))
        #expect(rig.moments["a"]?.map(\.now) == [at(9), at(9, 20)])
        #expect(rig.moments["late"]?.count == 31, "once a minute, not for ever at once")
    }
}
