import ArgumentParser
import Testing

@testable import habitctl

/// What is put together without the parser is what the parser would make of the same words.
@Suite struct PlainCallTests {
    @Test(arguments: [
        ["done", "water"], ["log", "water", "250ml"], ["done", "foam-roll", "area=back", "pressure=6"],
        ["done", "water", "2", "cups", "--json"],
    ])
    func `what was done`(words: [String]) throws {
        let plain = try #require(PlainCall.command(for: words) as? Verb.Done)
        let parsed = try #require(try Root.parseAsRoot(words) as? Verb.Done)
        #expect(plain.habit == parsed.habit)
        #expect(plain.rest == parsed.rest)
        #expect(plain.at == parsed.at && plain.note == parsed.note && plain.kind == parsed.kind)
        #expect(plain.output.json == parsed.output.json && plain.output.color == parsed.output.color)
    }

    @Test(arguments: [["why", "water"], ["why", "water", "--json"]])
    func `why`(words: [String]) throws {
        let plain = try #require(PlainCall.command(for: words) as? Verb.Why)
        let parsed = try #require(try Root.parseAsRoot(words) as? Verb.Why)
        #expect(plain.habit == parsed.habit)
        #expect(plain.output.json == parsed.output.json && plain.output.color == parsed.output.color)
    }

    @Test(arguments: [["habits"], ["habits", "--json"]])
    func `the habits`(words: [String]) throws {
        let plain = try #require(PlainCall.command(for: words) as? Verb.Habits)
        let parsed = try #require(try Root.parseAsRoot(words) as? Verb.Habits)
        #expect(plain.output.json == parsed.output.json && plain.output.color == parsed.output.color)
    }

    @Test(arguments: [
        [], ["why"], ["done"], ["why", "water", "walk"], ["done", "water", "--at", "10:30"], ["done", "--help"],
        ["habits", "water"], ["why", "-h"], ["done", ""], ["--json"], ["status", "--json"], ["done", "water", "-5ml"],
        ["help", "done"],
    ])
    func `everything else is the parser's`(words: [String]) {
        #expect(PlainCall.command(for: words) == nil)
    }
}
