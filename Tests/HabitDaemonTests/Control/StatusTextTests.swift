import Foundation
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct StatusTextTests {
    private func reply(reason: String = "ahead of pace", next: String? = "2026-11-24T15:40:00+00:00")
        -> Control.StatusReply
    {
        Control.StatusReply(
            now: "2026-11-24T12:00:00+00:00", mode: "normal", presence: "present", pausedUntil: nil,
            habits: [
                Control.HabitStatus(
                    id: "water", title: "Hydration", plugin: "water", state: "due",
                    progress: .init(done: 750, target: 1500.5, unit: "ml"), next: next, reason: reason, streak: 4,
                    score: 0.83,
                    prompt: .init(id: "water-1", message: "A glass", due: "d", announcedAt: "a", snoozes: 1))
            ], problems: ["config.toml: \"x\""])
    }

    @Test func `it reads in the documented order`() {
        let text = String(decoding: StatusText(reply()).bytes(now: "NOW"), as: UTF8.self)
        #expect(
            text == """
                {"now":"NOW","mode":"normal","presence":"present","pausedUntil":null,"habits":[{"id":"water",\
                "title":"Hydration","plugin":"water","state":"due","progress":{"done":750,"target":1500.5,"unit":"ml"},\
                "next":"2026-11-24T15:40:00+00:00","reason":"ahead of pace","streak":4,"score":0.83,\
                "prompt":{"id":"water-1","message":"A glass","due":"d","announcedAt":"a","snoozes":1}}],\
                "problems":["config.toml: \\"x\\""]}
                """)
    }

    @Test(arguments: ["plain", "Füße 🦶", "\"quoted\" \\ back", "tab\t line\n bell\u{7} esc\u{1b}", "\u{2028}\u{7f}"])
    func `whatever a text says, it reads back as it was`(text: String) throws {
        let original = reply(reason: text, next: nil)
        let bytes = StatusText(original).bytes(now: original.now)
        #expect(try JSONDecoder().decode(Control.StatusReply.self, from: Data(bytes)) == original)
    }

    @Test func `the reply to a record reads back as it was`() throws {
        let status = try #require(reply().habits.first)
        for (attributes, note) in [([:], nil), (["b": "2", "a": "\"1\""], "two\nlines\u{1b}")]
            as [([String: String], String?)]
        {
            let entry = Control.Entry(
                id: "e", habit: "water", kind: "done", at: "t", amount: 236.588, unit: "ml", attributes: attributes,
                note: note)
            let original = Control.RecordReply(entry: entry, status: status)
            let bytes = RecordText.bytes(original)
            #expect(try JSONDecoder().decode(Control.RecordReply.self, from: Data(bytes)) == original)
        }
    }

    @Test func `a number that JSON cannot say is null`() {
        var writer = JSONWriter()
        writer.object { object in
            object.number("a", .nan)
            object.number("b", -0.5)
            object.number("c", 1e300)
            object.number("d", 3)
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":null,"b":-0.5,"c":1e+300,"d":3}"#)
    }

    @Test func `the reply holds for its minute, and only the time in it moves`() throws {
        let cache = StatusCache()
        #expect(cache.reply(at: start) == nil)
        let first = cache.hold(reply(), at: start, zone: .utc, since: cache.changes)
        #expect(cache.reply(at: start) == first)
        let later = try #require(cache.reply(at: start + .seconds(59)))
        #expect(String(decoding: later, as: UTF8.self).hasPrefix(#"{"now":"2026-11-24T12:00:59+00:00","#))
        #expect(later.count == first.count)
        #expect(cache.reply(at: start + .seconds(60)) == nil, "the minute is over")
        cache.invalidate()
        #expect(cache.reply(at: start + .seconds(1)) == nil, "something changed")
    }
}
