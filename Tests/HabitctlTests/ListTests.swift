import HabitKit
import Testing

@testable import habitctl

@Suite struct ListTests {
    @Test func `habits tell what was changed and what is allowed`() {
        let reply = Control.HabitsReply(habits: [
            .init(
                id: "water", title: "Hydration", plugin: "water", origin: "built-in", enabled: true, unit: "ml",
                usualAmount: 250,
                settings: [
                    .init(
                        key: "target", value: "2 l", default: "1.5 l", allowed: "0.1 l – 4 l", summary: "drinks a day"),
                    .init(
                        key: "serving", value: "250 ml", default: "250 ml", allowed: "50 ml – 1 l", summary: "one glass"
                    ),
                ], attributes: [.init(key: "kind", allowed: "tea, water", summary: "what it was")], error: nil),
            .init(
                id: "ball", title: "Massage ball", plugin: "foam-roll", origin: "built-in", enabled: false,
                unit: "times",
                usualAmount: 1, settings: [], attributes: [], error: "times: 20 is out of range"),
        ])
        #expect(
            HabitsText(reply: reply, terminal: Samples.utf8).lines == [
                "water  Hydration  built-in",
                "  target   2 l     drinks a day (default 1.5 l, allowed 0.1 l – 4 l)",
                "  serving  250 ml  one glass (allowed 50 ml – 1 l)",
                "  kind=            what it was (tea, water)", "",
                "ball  Massage ball  foam-roll, built-in  switched off",
                "  ! times: 20 is out of range",
            ])
    }

    @Test func `why tells the reason, the next time and the decisions`() {
        let reply = Control.ExplainReply(
            id: "water", title: "Hydration", reason: "ahead of pace: 750 of 700 ml", next: "2026-11-25T15:55:00+01:00",
            decisions: [.init(at: "2026-11-25T14:00:00+01:00", what: "waited", reason: "announced with walk")])
        #expect(
            WhyText(reply: reply, terminal: Samples.utf8, now: Samples.instant).lines == [
                "Hydration", "  ahead of pace: 750 of 700 ml", "  next: 15:55, in 43 min", "",
                "  14:00  waited  announced with walk",
            ])
    }

    @Test func `preview groups by day and by announcement`() {
        func prompt(_ habit: String, _ at: String) -> Control.PlannedPrompt {
            .init(habit: habit, title: habit, at: at, message: "Do \(habit).", reason: "")
        }
        let reply = Control.PreviewReply(prompts: [
            prompt("walk", "2026-11-25T16:00:00+01:00"), prompt("water", "2026-11-25T16:00:00+01:00"),
            prompt("walk", "2026-11-26T09:00:00+01:00"),
        ])
        #expect(
            PreviewText(reply: reply, terminal: Samples.utf8).lines == [
                "Wednesday 25 November", "  16:00  walk   Do walk.", "         water  Do water.", "",
                "Thursday 26 November",
                "  09:00  walk  Do walk.",
            ])
        #expect(PreviewText(reply: .init(prompts: []), terminal: Samples.utf8).lines == ["Nothing will be announced."])
    }

    @Test func `a routine tells its steps and how long it takes`() {
        let reply = Control.RoutineReply(
            id: "neck", title: "Neck",
            steps: [
                .init(instruction: "Chin to chest.", holdSeconds: 30, repetitions: 1, bothSides: false),
                .init(instruction: "Ear to shoulder.", holdSeconds: 30, repetitions: 2, bothSides: true),
            ])
        #expect(
            RoutineText(reply: reply, terminal: Samples.ascii).lines == [
                "Neck  about 3 min", "  1  30 s                  Chin to chest.",
                "  2  30 s, 2 x, each side  Ear to shoulder.",
            ])
    }

    @Test func `what was recorded is told with the progress it made`() {
        let reply = Control.RecordReply(entry: Samples.entry, status: Samples.water)
        #expect(
            RecordedText(reply, Samples.utf8, now: Samples.instant).lines == [
                "✓ Hydration 250 ml, at 14:05", "  ██████░░░░░░  750 of 1500 ml",
                "  next: 15:55 (ahead of pace: 750 of 700 ml by now)",
            ])
    }

    @Test func `an undone correction tells what counts again`() {
        let text = EntryText(Samples.utf8, now: Samples.instant)
        var restored = Samples.entry
        (restored.amount, restored.id) = (480, "0193a5b1-0000-7000-8000-000000000002")
        #expect(
            Verb.Undo.words(.init(entry: Samples.entry, restored: restored), text)
                == "Taken back: water 250 ml, at 14:05; 480 ml counts again (id 0193a5b1-0000).")
        #expect(Verb.Undo.words(.init(entry: Samples.entry), text) == "Taken back: water 250 ml, at 14:05.")
    }

    @Test func `snooze tells what waits and what cannot wait any longer`() {
        let clock = ClockText(now: Samples.instant)
        let until = "2026-11-25T15:40:00+01:00"
        func lines(_ habits: [String], _ atLimit: [String]?) -> [String] {
            Verb.Snooze.lines(.init(until: until, habits: habits, atLimit: atLimit), clock)
        }
        #expect(lines(["water"], nil) == ["water waits until 15:40."])
        #expect(
            lines(["water", "stretch"], ["walk", "posture"]) == [
                "water and stretch wait until 15:40.", "walk and posture have been put off as often as is allowed.",
            ])
        #expect(lines([], ["walk"]) == ["walk has been put off as often as is allowed."])
    }

    @Test func `a backup's path is never broken`() {
        let path = "/home/someone/" + String(repeating: "a long folder/", count: 12) + "history.sqlite"
        let reply = Control.BackupsReply(backups: [.init(path: path, at: "2026-11-25T04:00:00+01:00", bytes: 18432)])
        #expect(
            BackupsText(reply: reply, terminal: Samples.utf8, now: Samples.instant).lines == [
                "  04:00  18 KiB  \(path)"
            ])
    }

    @Test func `an absence is told in whole minutes`() {
        #expect(Verb.Back.greeting(awaySeconds: 30) == "Welcome back.")
        #expect(Verb.Back.greeting(awaySeconds: 759) == "Welcome back. You were away for 12 min.")
    }
}
