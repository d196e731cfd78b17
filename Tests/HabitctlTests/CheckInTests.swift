import HabitKit
import Testing

@testable import habitctl

/// A check-in asked one key each, and what it answers.
@Suite struct CheckInTests {
    private static func asked(_ keys: [RawTerminal.Key]) -> (CheckInQuestions, [CheckInQuestions.Step]) {
        var questions = CheckInQuestions(CheckIn.Scale.daily)
        let steps = keys.map { questions.take($0) }
        return (questions, steps)
    }

    @Test func `one key each: a digit, t or x for ten, Enter to skip`() {
        let (questions, steps) = Self.asked([.character("4"), .enter, .character("t"), .character("x")])
        #expect(steps == [.answered("4"), .answered("-"), .answered("10"), .answered("10")])
        #expect(questions.ratings == [.pain: 4, .mood: 10, .energy: 10])
        #expect(questions.current == nil)
    }

    @Test func `a slip is put right by going back, also to nothing`() {
        let (questions, steps) = Self.asked([.character("9"), .backspace, .enter, .character("7")])
        #expect(steps == [.answered("9"), .back, .answered("-"), .answered("7")])
        #expect(questions.ratings == [.sleep: 7])
        #expect(questions.current == .mood)
    }

    @Test(arguments: [RawTerminal.Key.character("q"), .escape, .end])
    func `it can be left at any time`(key: RawTerminal.Key) {
        #expect(Self.asked([.character("4"), key]).1.last == .stopped)
    }

    @Test(arguments: [RawTerminal.Key.character("a"), .character("-"), .other, .backspace])
    func `other keys mean nothing`(key: RawTerminal.Key) {
        let (questions, steps) = Self.asked([key])
        #expect(steps == [.ignored] && questions.current == .pain)
    }

    @Test func `each question shows its anchors, in 80 columns, and in ASCII where there is nothing else`() {
        let questions = CheckInQuestions(CheckIn.Scale.daily + CheckIn.Scale.peg)
        for scale in questions.scales {
            let text = questions.question(scale, Samples.utf8)
            #expect(text.contains(scale.low) && text.contains(scale.high))
            for line in text.split(separator: "\n") { #expect(String(line).displayWidth <= 78, "\(line)") }
            let ascii = questions.question(scale, Samples.ascii)
            #expect(ascii.utf8.allSatisfy { $0 < 0x80 })
        }
        let daily = CheckInQuestions(CheckIn.Scale.daily)
        #expect(daily.question(.pain, Samples.utf8) == "  Pain now          0 no pain … 10 worst imaginable   ")
    }

    private static func reply(
        _ ratings: [String: String] = ["pain": "4", "sleep": "7"], mode: String = "normal", rest: Bool = false,
        safety: Bool = false
    ) -> Control.CheckInReply {
        var entry = Samples.entry
        (entry.habit, entry.attributes) = ("check-in", ratings)
        return Control.CheckInReply(entry: entry, mode: mode, restOffered: rest, showSafety: safety)
    }

    private static func lines(_ reply: Control.CheckInReply) -> [String] {
        CheckInText(reply: reply, terminal: Samples.utf8, now: Samples.instant).lines
    }

    @Test func `what was told is said again, and what follows for the day`() {
        #expect(Self.lines(Self.reply()) == ["✓ Check-in: pain 4, sleep 7 (id 0193a5b2-7c1d)."])
        #expect(
            Self.lines(Self.reply(["pain": "8"], mode: "gentle", rest: true)) == [
                "✓ Check-in: pain 8 (id 0193a5b2-7c1d).", "  Today is gentle.",
                "  A day of rest might do:  habitctl mode rest  (long rest does a sore back no good)",
            ])
    }

    @Test func `the words on emergencies are whole, and say what habitd is not`() {
        let all = Self.lines(Self.reply(safety: true)).joined(separator: " ")
        for word in ["urine", "bowels", "numbness", "weakness", "both legs", "emergency", "no medical advice"] {
            #expect(all.contains(word), "\(word)")
        }
        for line in SafetyText.lines(Samples.utf8) { #expect(line.displayWidth <= 80) }
    }
}
