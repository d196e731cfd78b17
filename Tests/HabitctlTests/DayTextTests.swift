import HabitKit
import Testing

@testable import habitctl

@Suite struct DayTextTests {
    private func text(_ status: Control.StatusReply, _ terminal: Terminal = Samples.utf8) -> String {
        DayText(status, terminal).lines.joined(separator: "\n")
    }

    @Test func `problems lead, what is due follows with the words that answer it, then the rest`() {
        let expected = """
            Wednesday 25 November, 15:12                                 1 due · 1 of 4 done

              ! config.toml: habits.ball.times: 20 is out of range

              !  Massage ball                                failed
                 times: 20 is out of range (1 – 14)
              ●  Stretching    ██████░░░░░░  1 of 2             now   5 in a row
                 Neck and shoulders, about 3 minutes.
                 92 of 90 min at the desk
                 habitctl done stretch  or snooze, skip

              ○  Hydration     ██████░░░░░░  750 of 1500 ml   15:55  12 in a row
                 ahead of pace: 750 of 700 ml by now
              ✓  Walking       ████████████  35 of 30 min      done
                 35 of 30 min walked
              ~  Foam rolling  ████░░░░░░░░  1 of 3            rest   2 in a row
                 a rest day between two sessions

            Next: Hydration at 15:55, in 43 min.
            """
        var roll = Samples.roll
        roll.streak = 2
        let status = Samples.day(
            [Samples.water, Samples.walk, Samples.stretch, roll, Samples.broken],
            problems: ["config.toml: habits.ball.times: 20 is out of range"])
        #expect(text(status) == expected)
    }

    @Test func `what is to come stands in the order of its times`() {
        func coming(_ id: String, _ next: String?) -> Control.HabitStatus {
            Samples.habit(id, id, "upcoming", next: next)
        }
        let shown = text(
            Samples.day([
                Samples.walk, coming("never", nil), coming("late", "2026-11-26T09:00:00+01:00"),
                coming("soon", "2026-11-25T15:30:00+01:00"), Samples.stretch,
            ]))
        let order = ["Stretching", "soon", "late", "never", "Walking"].map {
            shown.firstRange(of: "  \($0)")?.lowerBound
        }
        #expect(
            order.allSatisfy { $0 != nil } && order.compactMap(\.self) == order.compactMap(\.self).sorted(), "\(shown)")
    }

    @Test func `a day of rest keeps the mark of what was done`() {
        var (walk, roll) = (Samples.walk, Samples.roll)
        (walk.state, roll.state) = ("resting", "resting")
        let lines = DayText(Samples.day([walk, roll], mode: "rest"), Samples.utf8).lines
        #expect(lines[0].hasSuffix("a day of rest · 1 of 2 done"))
        #expect(lines.contains { $0.hasPrefix("  ✓  Walking") && $0.hasSuffix("done") })
        #expect(lines.contains { $0.hasPrefix("  ~  Foam rolling") && $0.hasSuffix("rest") })
    }

    @Test(
        arguments: [
            (1506.59, 1500, "1507 of 1500 ml"), (1499.7, 1500, "1499 of 1500 ml"), (236.59, 1500, "237 of 1500 ml"),
            (1.25, 2.5, "1.25 of 2.5 ml"), (236.59, nil, "237 ml"), (99.4, nil, "99.4 ml"),
        ] as [(Double, Double?, String)])
    func `from a hundred on a number is whole to the eye`(done: Double, target: Double?, words: String) {
        #expect(ProgressText.words(.init(done: done, target: target, unit: "ml")) == words)
    }

    @Test func `a terminal without UTF-8 gets bars and marks of ASCII`() {
        let shown = text(Samples.day(), Samples.ascii)
        #expect(shown.utf8.allSatisfy { $0 < 0x80 }, "\(shown)")
        #expect(shown.contains("*  Stretching    ######------  1 of 2"))
        #expect(shown.contains("+  Walking       ############  35 of 30 min"))
    }

    @Test(arguments: [28, 32, 40, 50, 60, 72, 80, 100, 120])
    func `every line fits the width`(width: Int) {
        for unicode in [false, true] {
            let terminal = Terminal(width: width, hasColor: false, hasUnicode: unicode)
            let status = Samples.day(
                mode: "gentle", presence: "away", pausedUntil: "2026-11-26T09:00:00+01:00",
                problems: ["a problem that takes some more words than most"])
            for line in text(status, terminal).split(separator: "\n") {
                #expect(String(line).displayWidth <= width, "\(line)")
            }
        }
    }

    @Test func `without its colours the coloured day is the plain one`() {
        let colored = text(Samples.day(), Samples.color)
        #expect(colored.contains("\u{1b}["))
        #expect(colored.replacing(/\u{1b}\[[0-9;]*m/, with: "") == text(Samples.day()))
    }

    @Test(arguments: [
        (Samples.day([Samples.walk]), "Nothing is planned."),
        (Samples.day([Samples.stretch]), "After that, nothing is planned."),
        (Samples.day([]), "No habits are switched on."),
        (Samples.day(pausedUntil: "2026-11-25T16:30:00+01:00"), "Paused until 16:30."),
        (Samples.day(pausedUntil: "2026-11-26T04:00:00+01:00"), "Paused until tomorrow 04:00."),
        (Samples.day(presence: "away"), "Away: reminders wait"),
    ])
    func `the last line says what comes next`(status: Control.StatusReply, closing: String) {
        #expect(DayText(status, Samples.utf8).lines.last?.hasPrefix(closing) == true)
    }

    @Test(arguments: [("gentle", "a gentle day"), ("rest", "a day of rest"), ("normal", "  1 due")])
    func `the heading tells the mode of the day`(mode: String, word: String) {
        #expect(text(Samples.day(mode: mode)).split(separator: "\n")[0].contains(word))
    }

    @Test func `what a habit says cannot steer the terminal`() {
        let sly = Samples.habit(
            "x\u{1b}[2J", "T\u{7}itle\u{9b}31m", "due", reason: "r\u{1b}]0;owned\u{7}\nhidden", message: "m\r\u{202e}")
        for terminal in [Samples.utf8, Samples.ascii] {
            let shown = text(Samples.day([sly], problems: ["p\u{1b}[31m"]), terminal)
            let isSafe = shown.unicodeScalars.allSatisfy { scalar in
                scalar == "\n"
                    || (scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) && scalar != "\u{202e}")
            }
            #expect(isSafe)
            #expect(shown.contains("\\u{1b}"))
        }
    }

    @Test func `wide characters keep the columns in line`() {
        let japanese = Samples.habit(
            "mizu", "水を飲む", "upcoming", .init(done: 1, target: 2, unit: "l"), next: "2026-11-25T16:00:00+01:00")
        let lines = DayText(Samples.day([japanese, Samples.walk]), Samples.utf8).lines
        let bars = lines.compactMap { line in line.firstIndex(of: "█").map { String(line[..<$0]).displayWidth } }
        #expect(bars.count == 2 && Set(bars).count == 1, "\(lines)")
    }

    @Test func `only what is due is shown when only that is asked for`() {
        let lines = DayText(Samples.day(), Samples.utf8).dueLines
        #expect(lines.count { $0.contains("now") } == 1)
        #expect(lines.contains { $0.contains("habitctl done stretch") })
        #expect(DayText(Samples.day([Samples.walk]), Samples.utf8).dueLines.isEmpty)
    }

    @Test func `a prompt is answered by the verb that records it`() {
        #expect(Control.answer(to: "stretch") == "done stretch")
        #expect(Control.answer(to: "check-in") == "check-in")
    }
}
