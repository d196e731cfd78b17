import HabitKit
import Testing

@testable import habitctl

@Suite struct BookTests {
    @Test(
        arguments: [
            ([], nil, nil), (["massage"], "massage", nil), (["2026-12-03 17:00"], nil, "2026-12-03 17:00"),
            (["friday", "10:00"], nil, "friday 10:00"), (["massage", "friday", "10:00"], "massage", "friday 10:00"),
            (["massage", "2026-12-03 17:00"], "massage", "2026-12-03 17:00"),
            (["tomorrow", "9:00"], nil, "tomorrow 9:00"),
        ] as [([String], String?, String?)])
    func `a habit may stand before the time, and need not`(words: [String], habit: String?, at: String?) throws {
        #expect(try Verb.Book.call(words) == Control.BookCall(habit: habit, at: at))
    }

    private static func lines(_ reply: Control.BookReply, isCancelled: Bool = false) -> [String] {
        BookText(reply: reply, terminal: Samples.utf8, now: Samples.instant, isCancelled: isCancelled).lines
            .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    private static func entry(
        _ habit: String, _ kind: String, _ at: String, _ attributes: [String: String] = [:], note: String? = nil
    ) -> Control.Entry {
        Control.Entry(
            id: "0193a5b2-7c1d-7000-8000-000000000002", habit: habit, kind: kind, at: at,
            amount: kind == "done" ? 60 : 0, unit: "min", attributes: attributes, note: note)
    }

    @Test func `before an appointment it tells all there is to take along`() {
        let reply = Control.BookReply(
            habit: "massage", title: "Massage", booking: Self.entry("massage", "booked", "2026-11-27T17:00:00+01:00"),
            due: "2026-12-02",
            plan: [
                .init(from: "2026-11-04", everyDays: 7, isNow: true),
                .init(from: "2027-02-03", everyDays: 14, isNow: false),
            ],
            last: Self.entry(
                "massage", "done", "2026-11-18T17:00:00+01:00",
                ["pressure": "6", "areas": "lower back", "next": "lighter", "mention": "left hip"], note: "good"),
            tell: [Self.entry("tell", "done", "2026-11-20T10:00:00+01:00", note: "a new tablet")],
            victories: [Self.entry("victory", "done", "2026-11-21T10:00:00+01:00", note: "top shelf")],
            gaps: .init(first: 3.2, second: 4.1, firstCount: 40, secondCount: 15),
            painRise: .init(first: 3, second: 5, firstCount: 12, secondCount: 9, changed: "2026-11-04"))
        let lines = Self.lines(reply)
        let all = lines.joined(separator: "\n")
        for part in [
            "Massage is booked for Fri 17:00.", "as agreed with your therapist (no study backs a taper)", "every week",
            "every 2 weeks", "pressure 6 of 10", "Last time: lighter next time.", "To mention: left hip.",
            "To tell since then:", "a new tablet", "Victories since then:", "top shelf", "pain averaged 3.2 on 40 days",
            "it is your choice",
        ] { #expect(all.contains(part), "\(part) is not in\n\(all)") }
        for line in lines { #expect(line.displayWidth <= 80, "\(line)") }
    }

    @Test func `not begun, booked, taken back, over, and due`() {
        let booked = Self.entry("massage", "booked", "2026-11-27T17:00:00+01:00")
        let over = Self.entry("massage", "booked", "2026-11-25T10:00:00+01:00")
        let bare = Control.BookReply(habit: "massage", title: "Massage")
        #expect(Self.lines(bare) == ["Massage is not begun: habitctl book TIME, or habitctl done massage."])
        var reply = bare
        (reply.entry, reply.booking) = (booked, booked)
        #expect(Self.lines(reply) == ["✓ Massage booked for Fri 17:00."])
        reply.booking = nil
        #expect(Self.lines(reply, isCancelled: true) == ["Massage: the appointment of Fri 17:00 is taken back."])
        reply = bare
        reply.booking = over
        #expect(Self.lines(reply)[0].hasPrefix("Massage: the appointment of 10:00 is over. How was it?"))
        reply = bare
        reply.due = "2026-12-02"
        #expect(
            Self.lines(reply)
                == ["Massage: nothing is booked; by the plan the next falls on Wednesday 2 December."])
    }

    @Test func `care notes are listed by day, and kept in words`() {
        let text = CareNoteText(kind: .victory, terminal: Samples.utf8, now: Samples.instant)
        #expect(text.list([]) == ["No victory is kept yet:  habitctl victory TEXT"])
        let note = Self.entry("victory", "done", "2026-11-21T10:00:00+01:00", note: "top\u{1b}[2J shelf")
        #expect(text.list([note]) == ["  Sat  top\\u{1b}[2J shelf"])
        #expect(text.kept([note])[0].hasPrefix("✓ Victory: kept for yourself"))
    }

    @Test func `an entry of words and an appointment read like what they are`() {
        let text = EntryText(Samples.utf8, now: Samples.instant)
        var victory = Self.entry("victory", "done", "2026-11-25T14:05:00+01:00", note: "top shelf")
        (victory.amount, victory.unit) = (1, "times")
        #expect(text.sentence(victory) == "Victory, at 14:05")
        let booked = Self.entry("massage", "booked", "2026-11-27T17:00:00+01:00")
        #expect(text.sentence(booked) == "massage booked, Fri 17:00")
        #expect(text.what(booked) == "booked")
    }
}
