import HabitEngine
import HabitKit
import Testing

@testable import HabitDaemon

/// A prompt as the planner announces it.
func announced(
    _ habit: String = "water", title: String = "Hydration", message: String = "A glass of water",
    reason: String = "behind pace: 250 of 1500 ml", count: Int = 1, isFirm: Bool = false, isPrivate: Bool = false
) -> AnnouncedPrompt {
    AnnouncedPrompt(
        id: "\(habit)-1795521600", habit: habit, title: title, message: message, due: Instant(seconds: 1_795_521_600),
        reason: reason, count: count, isFirm: isFirm, isPrivate: isPrivate)
}

@Suite struct JournalRecordTests {
    private func fields(_ record: JournalRecord) -> [String: String] {
        Dictionary(
            record.encoded.map { bytes in
                let text = String(decoding: bytes, as: UTF8.self)
                let equals = text.firstIndex(of: "=") ?? text.endIndex
                return (String(text[..<equals]), String(text[text.index(after: equals)...]))
            }
        ) { $1 }
    }

    @Test func `a prompt carries what journalctl -x explains`() {
        let fields = fields(JournalMessage.prompt(announced(), zone: .utc))
        #expect(
            fields == [
                "MESSAGE": "Hydration: A glass of water", "PRIORITY": "5",
                "MESSAGE_ID": "0d2f0c5d6b0a4c3c9a7c53f4f4f3a101", "HABIT_ID": "water", "HABIT_TITLE": "Hydration",
                "HABIT_PROMPT": "water-1795521600", "HABIT_DUE": "2026-11-24T12:00:00+00:00",
                "HABIT_REASON": "behind pace: 250 of 1500 ml", "HABIT_COUNT": "1", "SYSLOG_IDENTIFIER": "habitd",
            ])
    }

    @Test func `a firm prompt is a warning, since it asks for more`() {
        #expect(JournalMessage.prompt(announced(isFirm: true), zone: .utc).priority == .warning)
    }

    @Test func `a private prompt says that a reminder is due, and nothing else of it`() {
        let prompt = announced(
            title: "Pelvic floor", message: "Ten slow squeezes", reason: "3 of 5 today", isPrivate: true)
        let all = JournalMessage.prompt(prompt, zone: .utc).encoded.map { String(decoding: $0, as: UTF8.self) }
            .joined(separator: "\n")
        #expect(all.contains("MESSAGE=A reminder is due"))
        for secret in ["Pelvic", "squeezes", "3 of 5"] { #expect(!all.contains(secret)) }
        let lapsed = JournalMessage.lapsed(habit: "pelvic", title: "Pelvic floor", isPrivate: true)
        #expect(!lapsed.message.contains("Pelvic"))
    }

    @Test func `a message of several lines stays one field`() {
        let record = JournalRecord("one\ntwo=2\nPRIORITY=0", priority: .info)
        #expect(record.encoded.count == 3)
        #expect(record.encoded[0] == Array("MESSAGE=one\ntwo=2\nPRIORITY=0".utf8))
    }

    @Test(arguments: ["habit", "_PID", "1ST", "WITH-DASH", "", String(repeating: "A", count: 65), "ÜBER"])
    func `a field name that journald would drop is not sent`(name: String) {
        #expect(!JournalRecord.isFieldName(name))
        #expect(JournalRecord("m", fields: [.init(name, "x")]).encoded.count == 3)
    }

    @Test(arguments: [
        ("plain", "habitd: plain"), ("a\u{1b}[31mred", "habitd: a\\u{1b}[31mred"),
        ("two\nlines", "habitd: two\\nlines"),
        ("\u{9b}1m", "habitd: \\u{9b}1m"), ("\u{202e}desrever", "habitd: \\u{202e}desrever"),
        ("Füße 🦶", "habitd: Füße 🦶"),
    ])
    func `on a terminal a record is one line that steers nothing`(message: String, line: String) {
        #expect(JournalRecord(message).line(withSeverity: false) == line)
        #expect(JournalRecord(message).line(withSeverity: true) == "<6>" + line)
    }
}
