import HabitKit
import Testing

@testable import habitctl

/// What is typed, and what becomes of it.
@Suite struct WordsTests {
    @Test func `the call that is answered without a parser is recognised and nothing else`() {
        #expect(CommandLineWords.isRawStatus(["--json"]))
        #expect(CommandLineWords.isRawStatus(["status", "--json"]))
        for words in [[], ["status"], ["--json", "status"], ["status", "--json", "--due"], ["habits", "--json"]] {
            #expect(!CommandLineWords.isRawStatus(words))
        }
    }

    @Test func `options may stand before the verb`() {
        #expect(
            CommandLineWords.ordered(["--color", "never", "--json", "why", "water"])
                == ["why", "--color", "never", "--json", "water"])
        #expect(CommandLineWords.ordered(["--color=always"]) == ["--color=always"])
        #expect(CommandLineWords.ordered(["done", "water", "--json"]) == ["done", "water", "--json"])
        #expect(CommandLineWords.ordered([]) == [])
    }

    @Test(arguments: [
        ("statsu", "status"), ("snoze", "snooze"), ("histroy", "history"), ("res", "resume"), ("undoo", "undo"),
    ])
    func `a slip of the finger gets a suggestion`(typed: String, meant: String) throws {
        let failure = try #require(CommandLineWords.unknownVerb([typed], verbs: Array(Root.verbs.keys)))
        #expect(failure.status == .usage)
        #expect(failure.hints == ["Did you mean:  \(meant)"])
    }

    @Test func `every verb that is promised is there`() {
        let promised = [
            "status", "done", "log", "skip", "snooze", "undo", "amend", "pause", "resume", "away", "back", "mode",
            "history", "habits", "report", "trends", "why", "watch", "preview", "routine", "plugin", "plugins",
            "config", "reload", "export", "import", "forget", "backup", "completion", "complete", "version", "check-in",
            "book", "victory", "tell", "safety",
        ]
        #expect(Set(promised) == Set(Root.verbs.keys))
        for verb in promised { #expect(CommandLineWords.unknownVerb([verb], verbs: Array(Root.verbs.keys)) == nil) }
    }

    @Test func `the table of verbs is the parser's`() {
        #expect(Root.verbs.mapValues { ObjectIdentifier($0) } == Root.parsedVerbs.mapValues { ObjectIdentifier($0) })
    }

    @Test func `amount, attributes and options of an entry may come in any order`() throws {
        let command = try #require(
            try Root.command(for: [
                "log", "foam-roll", "--note", "-a dash", "2", "area=back", "min", "pressure=6", "--at", "2h ago",
            ])
                as? Verb.Done)
        let details = try EntryDetails(command.rest, note: command.note, verb: "done")
        #expect(command.habit == "foam-roll")
        #expect(command.at == "2h ago")
        #expect(details.amount == "2 min")
        #expect(details.attributes == ["area": "back", "pressure": "6"])
        #expect(details.note == "-a dash")
    }

    @Test func `a negative amount reaches habitd, which says what is wrong with it`() throws {
        let command = try #require(try Root.command(for: ["done", "water", "-250ml"]) as? Verb.Done)
        #expect(try EntryDetails(command.rest, note: nil, verb: "done").amount == "-250ml")
    }

    @Test func `a mistyped option is no amount`() throws {
        let command = try #require(try Root.command(for: ["done", "water", "--nte", "x"]) as? Verb.Done)
        let failure = #expect(throws: Failure.self) { try EntryDetails(command.rest, note: nil, verb: "amend") }
        #expect(failure?.status == .usage)
        #expect(failure?.line.contains("--nte") == true)
        #expect(failure?.hints == ["habitctl help amend  lists them."])
    }

    @Test(arguments: [["--", "-250ml"], ["area=neck", "--", "-1h"]])
    func `what follows two dashes is no option`(rest: [String]) throws {
        let words = ["log", "water"] + rest
        #expect(CommandLineWords.misread(words) == nil)
        let command = try #require(try Root.command(for: words) as? Verb.Done)
        #expect(try EntryDetails(command.rest, note: nil, verb: "done").amount == rest.last)
    }

    @Test func `an attribute that is given twice is refused`() {
        for second in ["hips", "neck"] {
            let failure = #expect(throws: Failure.self) {
                try EntryDetails(["area=neck", "3min", "area=\(second)"], note: nil, verb: "done")
            }
            #expect(failure?.status == .usage)
            #expect(failure?.line.contains("area") == true && failure?.line.contains(second) == true)
        }
    }

    @Test(arguments: [
        (["pause", "-1h"], "-1h"), (["pause", "-20min"], "-20min"), (["snooze", "walk", "-1h"], "-1h"),
        (["done", "water", "-1h"], "-1h"), (["pause", "-xh"], "-xh"), (["watch", "--exec"], "--exec"),
        (["watch", "--waybar", "--exec"], "--exec"),
    ])
    func `words that are no call for help are told as wrong`(words: [String], telling: String) throws {
        let failure = try #require(CommandLineWords.misread(words))
        #expect(failure.status == .usage)
        #expect(failure.line.contains(telling))
    }

    @Test(arguments: [
        ["pause", "-h"], ["pause", "--help"], ["done", "water", "-250ml"], ["done", "water", "--note", "-1h"],
        ["watch", "--exec", "sh", "-1h"], ["skip", "walk", "--reason", "-"], ["status"], [],
    ])
    func `words that are understood pass`(words: [String]) {
        #expect(CommandLineWords.misread(words) == nil)
    }

    @Test func `help for a verb that is none gets a suggestion`() throws {
        let verbs = Root.verbs.keys + ["help"]
        #expect(CommandLineWords.unknownVerb(["help", "nope"], verbs: verbs)?.status == .usage)
        #expect(CommandLineWords.unknownVerb(["help", "snoze"], verbs: verbs)?.hints == ["Did you mean:  snooze"])
        for words in [["help"], ["help", "done"], ["help", "backup", "list"]] {
            #expect(CommandLineWords.unknownVerb(words, verbs: verbs) == nil)
        }
    }

    @Test func `an export as JSON may say so twice, and one as CSV may not`() throws {
        for words in [["export", "json", "--json"], ["export", "--json"], ["export", "json"], ["export", "csv"]] {
            #expect(try Root.command(for: words) is Verb.Export)
        }
        for words in [["export", "csv", "--json"], ["export"]] {
            #expect(throws: (any Error).self) { try Root.command(for: words) }
        }
    }

    @Test func `a note of a megabyte is refused before it is sent`() {
        let failure = #expect(throws: Failure.self) {
            try EntryDetails([], note: String(repeating: "a", count: 1 << 20), verb: "done")
        }
        #expect(failure?.status == .usage)
        #expect(throws: Never.self) {
            try EntryDetails([], note: String(repeating: "a", count: 64 << 10), verb: "done")
        }
    }

    @Test(
        arguments: [
            ([], nil, nil), (["water"], "water", nil), (["10min"], nil, 600), (["water", "10min"], "water", 600),
            (["foam", "roll", "1", "h"], "foam roll", 3600), (["1h30min"], nil, 5400),
        ] as [([String], String?, Int?)])
    func `snooze takes a habit, a duration or both`(words: [String], habit: String?, seconds: Int?) throws {
        #expect(try Verb.Snooze.call(words) == Control.SnoozeCall(habit: habit, seconds: seconds))
    }

    @Test(
        arguments: [
            ([], nil, nil), (["1h"], 3600, nil), (["1", "h"], 3600, nil), (["until", "14:00"], nil, "14:00"),
            (["14:00"], nil, "14:00"), (["until", "tomorrow", "9:00"], nil, "tomorrow 9:00"),
            (["tomorrow"], nil, "tomorrow"),
        ] as [([String], Int?, String?)])
    func `pause takes a duration or a time`(words: [String], seconds: Int?, until: String?) throws {
        #expect(try Verb.Pause.call(words) == Control.PauseCall(seconds: seconds, until: until))
    }

    @Test func `m is never minutes, and a number alone is no duration`() {
        for words in [["5m"], ["5"]] {
            #expect(throws: Failure.self) { try Verb.Snooze.call(words) }
            #expect(throws: Failure.self) { try Verb.Pause.call(words) }
        }
    }

    @Test func `a command to execute keeps its own options`() throws {
        let command = try #require(
            try Root.command(for: ["watch", "--exec", "notify-send", "-u", "low", "--", "{title}"]) as? Verb.Watch)
        #expect(command.exec == ["notify-send", "-u", "low", "--", "{title}"])
    }

    @Test func `the configuration lies where XDG says`() throws {
        #expect(try Verb.Config.path(["XDG_CONFIG_HOME": "/x", "HOME": "/h"]) == "/x/habitd/config.toml")
        #expect(try Verb.Config.path(["XDG_CONFIG_HOME": "x", "HOME": "/h"]) == "/h/.config/habitd/config.toml")
        #expect(throws: Failure.self) { try Verb.Config.path([:]) }
    }
}
