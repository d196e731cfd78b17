import HabitKit
import Testing

@Suite struct SafeTextTests {
    @Test func `control characters are shown by their codes`() {
        #expect(
            SafeText.oneLine("a\nb\tc\u{1b}[31m\u{7f}\u{85}\u{202e}") == "a\\nb\\tc\\u{1b}[31m\\u{7f}\\u{85}\\u{202e}")
        #expect(SafeText.oneLine("süß 水 👍🏽") == "süß 水 👍🏽")
    }
}
