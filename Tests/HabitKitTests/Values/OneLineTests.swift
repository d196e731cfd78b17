import HabitKit
import Testing

/// What a title, a message and a reason may be.
@Suite struct OneLineTests {
    @Test(arguments: ["Eyes", "Grün & gut", "目を休める", "👩🏽‍⚕️👨‍👩‍👧‍👦", String(repeating: "x", count: 60)])
    func `words of any language are one line`(text: String) {
        #expect(isOneLine(text, limit: 60))
    }

    @Test(arguments: [
        "", "two\nlines", "\u{1b}[31mred", "\u{7f}", "\u{9b}31m", "two\u{2028}lines", "two\u{2029}lines",
        String(repeating: "x", count: 61),
    ])
    func `control characters, further lines and too many characters are not`(text: String) {
        #expect(!isOneLine(text, limit: 60))
    }

    @Test func `one letter with accents without end is not`() {
        let text = "e" + String(repeating: "\u{301}", count: 100_000)
        #expect(text.count == 1)
        #expect(!isOneLine(text, limit: 60))
    }
}
