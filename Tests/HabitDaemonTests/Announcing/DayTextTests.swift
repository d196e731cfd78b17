import HabitEngine
import HabitKit
import Synchronization
import Testing

@testable import HabitDaemon

@Suite struct DayTextTests {
    private let day = Day(
        date: startDay, starts: LocalTime(secondOfDay: 14_400), zone: .utc,
        active: [start - .hours(3)..<start + .hours(9)])

    private func habit(
        _ id: String, _ state: HabitView.State, next: Instant? = nil, done: Double? = nil, reason: String = "because"
    ) -> HabitView {
        HabitView(
            id: id, title: id.uppercased(), state: state,
            progress: done.map { Progress(done: $0, target: 1500, unit: .millilitres) },
            next: next, reason: reason, open: nil, prompt: nil)
    }

    private func view(_ habits: [HabitView], pausedUntil: Instant? = nil) -> DayView {
        DayView(now: start, day: day, mode: .normal, presence: .present, pausedUntil: pausedUntil, habits: habits)
    }

    private func summary(_ view: DayView, hiding: Set<String> = []) -> String {
        DaySummary(view: view, zone: .utc, hiding: hiding).text
    }

    @Test func `the summary tells what is due, or what comes next`() {
        let water = habit("water", .upcoming, next: start + .minutes(220))
        let walk = habit("walk", .upcoming, next: start + .hours(28))
        #expect(summary(view([walk, water])) == "Next: WATER at 15:40")
        #expect(summary(view([walk])) == "Next: WALK at Wednesday 16:00")
        #expect(summary(view([water, habit("posture", .due)])) == "Due now: POSTURE")
        #expect(summary(view([habit("posture", .due)], pausedUntil: start + .hours(2))) == "Paused until 14:00")
        #expect(summary(view([])) == "Nothing is planned")
    }

    @Test func `a private habit has no title in the summary`() {
        let secret = habit("secret", .upcoming, next: start + .minutes(220))
        #expect(summary(view([secret]), hiding: ["secret"]) == "Next: a reminder at 15:40")
        #expect(summary(view([habit("secret", .due)]), hiding: ["secret"]) == "Due now: a reminder")
    }

    @Test func `the day is aligned, what is due first, and nothing in it steers the terminal`() {
        let text = DayText(
            view: view([
                habit("water", .upcoming, next: start + .minutes(220), done: 250), habit("walk", .due),
                habit("bad", .failed, reason: "\u{1b}[2J"),
            ]), zone: .utc, style: TerminalStyle(isTerminal: false, environment: [:]))
        #expect(
            text.lines(problems: ["config.toml: no such key"]) == [
                "Tuesday, 2026-11-24", "  ! config.toml: no such key",
                "  BAD                    failed  \\u{1b}[2J",
                "  WALK                   now     because",
                "  WATER  250 of 1500 ml  15:40   because",
            ])
    }

    @Test func `prompts are shown as they come, below the day`() {
        let shown = Mutex("")
        let printer = ForegroundPrinter(
            habitctl: "habitctl", style: TerminalStyle(isTerminal: false, environment: [:])
        ) { text in shown.withLock { $0 += text } }
        printer.announce(Announcement(at: start, prompts: [announced()]))
        #expect(shown.withLock { $0 }.isEmpty, "the day comes first")
        printer.greet(view([habit("water", .due)]), problems: [], socket: "/run/x")
        printer.announce(Announcement(at: start + .minutes(10), prompts: [announced(count: 2)]))
        let text = shown.withLock { $0 }
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.first == "Tuesday, 2026-11-24")
        #expect(lines.contains("12:00  Hydration  A glass of water"))
        #expect(lines.contains("12:10  Hydration  A glass of water (asked again)"))
        #expect(text.contains("habitctl done water") && text.contains("/run/x"))
    }

    @Test func `of a private habit the terminal is told no more than the journal`() {
        let shown = Mutex("")
        let printer = ForegroundPrinter(
            habitctl: "habitctl", style: TerminalStyle(isTerminal: false, environment: [:])
        ) { text in shown.withLock { $0 += text } }
        let manifest = Manifest(id: "secret", title: "Secret", summary: "", unit: .times, amounts: 1...1)
        printer.update(
            habits: [PlannedHabit(id: "water", title: "Secret", manifest: manifest, isPrivate: true)], zone: .utc)
        printer.greet(view([habit("water", .due, done: 250, reason: "hush")]), problems: [], socket: "/run/x")
        printer.announce(Announcement(at: start, prompts: [announced(isPrivate: true)]))
        printer.tell(PlannerNews(kind: .done, at: start, habit: "water", reason: "hush"))
        let text = shown.withLock { $0 }
        #expect(text.contains("12:00  A reminder is due\n") && text.contains("A private habit: done"))
        for secret in ["Hydration", "A glass of water", "Secret", "hush", "WATER", "water", "250"] {
            #expect(!text.contains(secret), "\(text)")
        }
    }

    @Test(arguments: [
        (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false), (true, ["NO_COLOR": ""], true),
        (true, ["TERM": "dumb"], false),
    ])
    func `colour is for terminals that take it`(isTerminal: Bool, environment: [String: String], isColoured: Bool) {
        let style = TerminalStyle(isTerminal: isTerminal, environment: environment)
        #expect(style.bold("x").contains("\u{1b}") == isColoured)
    }
}
