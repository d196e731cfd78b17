import HabitKit
import Testing

@testable import habitctl

/// What the TAB key offers, for habits as a daemon tells them.
@Suite struct CompletedWordTests {
    private static let habits = [
        habit(
            "breathe", unit: "times",
            [("after", "calmer, same, tense"), ("level", "0 – 3"), ("why", "text of at most 9 characters")]),
        habit("water", unit: "ml", [("drink", "tea, water")], usual: 250),
        habit("walk", unit: "min", [], usual: 5),
        habit("broken", unit: "", [], error: "it ended"),
    ]

    private static func habit(
        _ id: String, unit: String, _ attributes: [(String, String)], usual: Double = 1, error: String? = nil
    ) -> Control.HabitInfo {
        Control.HabitInfo(
            id: id, title: id, plugin: id, origin: "executable", enabled: true, unit: unit, usualAmount: usual,
            settings: [], attributes: attributes.map { .init(key: $0.0, allowed: $0.1, summary: "") }, error: error)
    }

    private func candidates(_ words: String...) -> [String] {
        CompletedWord(words: words) { Self.habits }.candidates()
    }

    @Test func `a verb, but none that nobody types`() {
        #expect(candidates("pl") == ["plugin", "plugins"])
        #expect(candidates("compl") == ["completion"])
        #expect(candidates("help", "undo") == [])
    }

    @Test(arguments: ["done", "log", "skip", "why"])
    func `a habit that runs`(verb: String) {
        #expect(candidates(verb, "") == ["breathe", "water", "walk"])
        #expect(candidates(verb, "wa") == ["water", "walk"])
    }

    @Test func `a habit's attributes, and the words and numbers that they take`() {
        #expect(candidates("done", "breathe", "") == ["after=", "level=", "why="])
        #expect(candidates("done", "breathe", "after=") == ["after=calmer", "after=same", "after=tense"])
        #expect(candidates("done", "breathe", "after=t") == ["after=tense"])
        #expect(candidates("done", "breathe", "level=") == ["level=0", "level=1", "level=2", "level=3"])
        #expect(candidates("done", "breathe", "why=") == [])
        #expect(candidates("done", "breathe", "after=same", "") == ["level=", "why="], "each is given once")
        #expect(candidates("done", "brea", "aft") == ["after="], "a habit's name may be shortened")
        #expect(candidates("done", "wa", "dr") == [], "but not to what two begin with")
    }

    @Test func `an amount in the units that convert`() {
        #expect(candidates("log", "water", "") == ["250ml", "drink="])
        #expect(candidates("log", "water", "3") == ["3ml", "3cl", "3dl", "3l", "3oz", "3cups"])
        #expect(candidates("log", "water", "30c") == ["30cl", "30cups"])
        #expect(candidates("done", "walk", "1.5") == ["1.5min", "1.5s", "1.5h"])
    }

    @Test func `options, and what may follow them`() {
        #expect(candidates("plugin", "new", "x", "--l") == ["--language"])
        #expect(candidates("plugin", "new", "x", "--language", "") == ["toml", "python", "shell", "swift"])
        #expect(candidates("done", "water", "--k") == ["--kind"])
        #expect(candidates("done", "water", "--note", "") == [])
        #expect(candidates("nonsense", "--x") == [])
        #expect(candidates("").count > 20)
    }

    @Test func `the verbs and words of a verb`() {
        #expect(candidates("plugin", "") == ["list", "new", "check"])
        #expect(candidates("config", "ex") == ["example"])
        #expect(candidates("export", "") == ["csv", "json"])
        #expect(candidates("completion", "") == ["bash", "zsh", "fish"])
        #expect(candidates("mode", "") == ["normal", "gentle", "rest"])
        #expect(candidates("mode", "rest", "w") == ["water", "walk"])
    }

    @Test func `nobody is asked for habits where none can stand`() {
        for words in [["pl"], ["mode", ""], ["plugin", ""], ["done", "water", "--kind", ""]] {
            _ = CompletedWord(words: words) {
                Issue.record("\(words) asked for habits")
                return []
            }.candidates()
        }
    }
}
