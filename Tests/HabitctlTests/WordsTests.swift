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
            "history", "habits", "why", "watch", "preview", "routine", "plugin", "plugins", "config", "reload",
            "export", "backup", "version",
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
        let details = try EntryDetails(command.rest, note: command.note)
        #expect(command.habit == "foam-roll")
        #expect(command.at == "2h ago")
        #expect(details.amount == "2 min")
        #expect(details.attributes == ["area": "back", "pressure": "6"])
        #expect(details.note == "-a dash")
    }

    @Test func `a negative amount reaches habitd, which says what is wrong with it`() throws {
        let command = try #require(try Root.command(for: ["done", "water", "-250ml"]) as? Verb.Done)
        #expect(try EntryDetails(command.rest, note: nil).amount == "-250ml")
    }

    @Test func `a mistyped option is no amount`() throws {
        let command = try #require(try Root.command(for: ["done", "water", "--nte", "x"]) as? Verb.Done)
        let failure = #expect(throws: Failure.self) { try EntryDetails(command.rest, note: nil) }
        #expect(failure?.status == .usage)
        #expect(failure?.line.contains("--nte") == true)
    }

    @Test func `a note of a megabyte is refused before it is sent`() {
        let failure = #expect(throws: Failure.self) {
            try EntryDetails([], note: String(repeating: "a", count: 1 << 20))
        }
        #expect(failure?.status == .usage)
        #expect(throws: Never.self) { try EntryDetails([], note: String(repeating: "a", count: 64 << 10)) }
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
