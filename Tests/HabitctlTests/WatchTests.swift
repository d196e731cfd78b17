import Foundation
import HabitKit
import Testing

@testable import habitctl

@Suite struct WatchTests {
    private let announcement = Control.Event(
        kind: "prompt", at: Samples.now, habit: "water", title: "Hydration, Walking",
        prompts: [
            .init(
                habit: "water", title: "Hydration {message}", at: Samples.now, message: "A glass?",
                reason: "behind pace"),
            .init(
                habit: "walk", title: "Walking", at: Samples.now, message: "Five minutes?", reason: "60 min of sitting"),
        ])

    @Test func `a command's arguments are filled in one pass`() {
        let fields = AnnouncementFields(announcement)
        #expect(fields.filled("{title}") == "Hydration {message}, Walking")
        #expect(fields.filled("{habit}: {message}{") == "water,walk: A glass?\nFive minutes?{")
        #expect(fields.filled("{unknown} {reason}") == "{unknown} behind pace; 60 min of sitting")
        #expect(Dictionary(uniqueKeysWithValues: fields.variables)["HABIT_ID"] == "water,walk")
    }

    @Test func `an announcement shows each prompt with the words that answer it`() {
        let lines = EventText(event: announcement, terminal: Samples.utf8).lines
        #expect(lines.count == 6)
        #expect(lines[0] == "15:12  ● Hydration {message}  A glass?")
        #expect(lines[5] == "         habitctl done walk")
    }

    @Test(arguments: [
        "status", "done", "skipped", "snoozed", "lapsed", "paused", "resumed", "mode", "presence", "reloaded", "new",
    ])
    func `every kind of event is one line`(kind: String) {
        let event = Control.Event(
            kind: kind, at: Samples.now, habit: "water", title: "Hydra\ntion", reason: "as\u{1b} asked")
        let lines = EventText(event: event, terminal: Samples.utf8).lines
        #expect(lines.count == 1 && lines[0].hasPrefix("15:12  ") && !lines[0].contains("\u{1b}"), "\(lines)")
    }

    private func module(_ status: Control.StatusReply?) throws -> [String: Any] {
        let bytes = WaybarLine(status: status).bytes
        #expect(bytes.last == 0x0a && bytes.dropLast().allSatisfy { $0 != 0x0a }, "one line an event")
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func `a bar is told what is due, in its own markup`() throws {
        var stretch = Samples.stretch
        stretch.title = "Stretch & <roll>"
        let line = try module(Samples.day([Samples.water, stretch]))
        #expect(line["text"] as? String == "Stretch &amp; &lt;roll&gt;")
        #expect(line["class"] as? String == "due")
        #expect(line["percentage"] as? Int == 50)
        #expect((line["tooltip"] as? String)?.contains("Hydration: 750 of 1500 ml, next 15:55") == true)
    }

    @Test(
        arguments: [
            (Samples.day([Samples.water]), "upcoming", "Hydration 15:55"),
            (Samples.day([Samples.walk]), "done", ""),
            (Samples.day([Samples.water], pausedUntil: "2026-11-25T16:00:00+01:00"), "paused", "paused until 16:00"),
            (Samples.day([Samples.water], presence: "away"), "away", "away"),
            (Samples.day([Samples.water], mode: "rest"), "rest", "Hydration 15:55"),
            (Samples.day([Samples.water], problems: ["broken"]), "problem", "Hydration 15:55"),
            (nil, "off", ""),
        ] as [(Control.StatusReply?, String, String)])
    func `a bar can tell the states of the day apart`(status: Control.StatusReply?, state: String, text: String) throws
    {
        let line = try module(status)
        #expect(line["class"] as? String == state)
        #expect(line["text"] as? String == text)
    }
}
