import HabitEngine
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct CommandTemplateTests {
    private func filled(_ arguments: [String], _ prompts: AnnouncedPrompt...) -> [String] {
        CommandTemplate(arguments).filled(for: Announcement(at: Instant(seconds: 0), prompts: prompts))
    }

    @Test func `the words in braces are filled in, wherever they stand`() {
        let arguments = ["say", "{title}: {message}", "--habit={habit}", "{reason}", "{unknown} {"]
        #expect(
            filled(arguments, announced()) == [
                "say", "Hydration: A glass of water", "--habit=water", "behind pace: 250 of 1500 ml", "{unknown} {",
            ])
    }

    @Test func `what is filled in is neither filled again nor split`() {
        let prompt = announced(title: "{message}; rm -rf / $(id)", message: "a \"b\" 'c'\n{title}")
        #expect(
            filled(["x", "{title}", "{message}"], prompt) == ["x", "{message}; rm -rf / $(id)", "a \"b\" 'c'\n{title}"])
    }

    @Test func `prompts that are told together make one command`() {
        let walk = announced("walk", title: "Walk", message: "Five minutes", reason: "60 min of sitting")
        #expect(
            filled(["x", "{title}", "{message}", "{habit}", "{reason}"], announced(), walk) == [
                "x", "Hydration, Walk", "A glass of water\nFive minutes", "water,walk",
                "behind pace: 250 of 1500 ml; 60 min of sitting",
            ])
    }

    @Test func `a private habit tells a command no more than the journal`() {
        let filled = filled(
            ["x", "{title}", "{message}", "{reason}"], announced(title: "Secret", message: "hush", isPrivate: true))
        #expect(filled == ["x", "habitd", "A reminder is due", ""])
    }

    @Test func `notify-send alone is the preset`() {
        #expect(
            filled(["notify-send"], announced()) == [
                "notify-send", "--app-name=habitd", "--", "Hydration", "A glass of water",
            ])
    }
}
