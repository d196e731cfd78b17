import CheckIn
import HabitEngine
import HabitKit
import Massage
import Testing
import Varlink

@testable import HabitDaemon

/// Book over a real socket and a real file. It is Tuesday, 2026-11-24, noon.
@Suite(.timeLimit(.minutes(2))) struct BookMethodTests {
    private static let plugins: [any HabitPlugin] = [SipPlugin(), MassagePlugin(), CheckInPlugin()]

    @Test func `an appointment is booked, moved and taken back, and shows in the day`() async throws {
        try await withDaemon(Self.plugins) { daemon async throws in
            #expect(try daemon.status(of: "massage").state == "resting")
            let booked: Control.BookReply = try daemon.call("Book", Control.BookCall(at: "friday 17:00"))
            #expect(booked.habit == "massage" && booked.entry?.kind == "booked" && booked.booking == booked.entry)
            #expect(booked.entry?.at == "2026-11-27T17:00:00+00:00")
            let status = try daemon.status(of: "massage")
            #expect(status.state == "upcoming" && status.reason.contains("booked for Friday 17:00"))
            #expect(status.firm == true && status.next == "2026-11-26T17:00:00+00:00")
            let moved: Control.BookReply = try daemon.call(
                "Book", Control.BookCall(habit: "mass", at: "2026-12-01 10:00"))
            #expect(moved.booking?.at == "2026-12-01T10:00:00+00:00")
            #expect(try daemon.history(.init(habit: "massage")).map(\.id) == [moved.entry?.id])
            let cancelled: Control.BookReply = try daemon.call("Book", Control.BookCall(cancel: true))
            #expect(cancelled.entry == moved.entry && cancelled.booking == nil)
            #expect(try daemon.status(of: "massage").state == "resting")
        }
    }

    @Test func `the reminders come, and what it was is told afterwards`() async throws {
        try await withDaemon(Self.plugins, configuration: "[habits.sip]\nenabled = false\n") { daemon async throws in
            let _: Control.BookReply = try daemon.call("Book", Control.BookCall(at: "tomorrow 16:00"))
            await daemon.pass(.hours(30))
            let messages = await daemon.journal.all(daemon.parts.writer).filter { $0.priority == .warning }.map(
                \.message)
            #expect(
                Set(messages) == [
                    "Massage: Your massage is tomorrow at 16:00", "Massage: Your massage is today at 16:00",
                    "Massage: How was the massage? What you note helps the next one",
                ])
            let call = Control.RecordCall(
                habit: "massage", attributes: ["pressure": "6", "next": "light", "mention": "left hip"])
            let _: Control.RecordReply = try daemon.call("Record", call)
            #expect(try daemon.status(of: "massage").state == "satisfied")
            let shown: Control.BookReply = try daemon.call("Book")
            #expect(shown.booking == nil && shown.due == "2026-12-02" && shown.last?.attributes["next"] == "lighter")
            #expect(shown.plan.map(\.everyDays) == [7, 14, 28] && shown.plan.map(\.isNow) == [true, false, false])
            #expect(shown.plan.map(\.from) == ["2026-11-25", "2027-02-24", "2027-05-26"])
        }
    }

    @Test func `a skip leaves it on the agenda for the next day`() async throws {
        try await withDaemon(Self.plugins, configuration: "[habits.massage]\nstarted = 2026-11-24\n") {
            daemon async throws in
            await daemon.pass(.hours(6))
            #expect(try daemon.status(of: "massage").prompt != nil)
            let _: Control.EntryReply = try daemon.call("Skip", Control.SkipCall(habit: "massage", reason: "a cold"))
            let status = try daemon.status(of: "massage")
            #expect(status.prompt == nil && status.firm == true && status.next == "2026-11-25T17:00:00+00:00")
            await daemon.pass(.hours(24))
            #expect(try daemon.status(of: "massage").prompt != nil)
        }
    }

    @Test(arguments: [
        (Control.BookCall(habit: "sip", at: "friday"), "NoAppointments"), (.init(at: "yesterday"), "InvalidTime"),
        (.init(at: "soon"), "InvalidTime"), (.init(at: "2029-01-01 10:00"), "InvalidTime"),
        (.init(cancel: true), "NoSuchEntry"), (.init(habit: "zip"), "NoSuchHabit"),
    ])
    func `what cannot be booked is refused by name`(call: Control.BookCall, error: String) async throws {
        try await withDaemon(Self.plugins) { daemon async throws in
            #expect(try daemon.refusal("Book", call).name == "io.habitd.Control.\(error)")
            #expect(try daemon.history().isEmpty)
        }
    }

    @Test func `without such a habit there is nothing to book`() async throws {
        try await withDaemon([SipPlugin()]) { daemon async throws in
            let error = try daemon.refusal("Book")
            #expect(try error.decode(Control.Failure.NoAppointments.self) == .init(habit: nil, candidates: []))
        }
    }

    @Test func `what was told since the last session is there to take along`() async throws {
        try await withDaemon(Self.plugins) { daemon async throws in
            for (kind, note, at) in [
                ("tell", "old", "2026-11-10"), ("tell", "a tablet", "2026-11-20"),
                ("victory", "top shelf", "2026-11-21"),
            ] {
                let _: Control.EntriesReply = try daemon.call("Tell", Control.TellCall(kind: kind, note: note, at: at))
            }
            let session = Control.RecordCall(habit: "massage", at: "2026-11-17 17:00")
            let _: Control.RecordReply = try daemon.call("Record", session)
            let shown: Control.BookReply = try daemon.call("Book")
            #expect(shown.tell.map(\.note) == ["a tablet"] && shown.victories.map(\.note) == ["top shelf"])
            #expect(shown.gaps == nil && shown.painRise == nil)
        }
    }

    @Test func `a booking's time can be corrected, and a correction taken back`() async throws {
        try await withDaemon(Self.plugins) { daemon async throws in
            let booked: Control.BookReply = try daemon.call("Book", Control.BookCall(at: "friday 17:00"))
            let id = try #require(booked.entry?.id)
            let amended: Control.EntryReply = try daemon.call("Amend", Control.AmendCall(id: id, at: "friday 18:00"))
            #expect(amended.entry.at == "2026-11-27T18:00:00+00:00" && amended.entry.kind == "booked")
            let _: Control.UndoReply = try daemon.call("Undo")
            #expect(
                try daemon.call("Book", returning: Control.BookReply.self).booking?.at == "2026-11-27T17:00:00+00:00")
        }
    }
}

/// What is told of gaps and of a change of the interval, from days made by hand.
@Suite struct AppointmentBookTests {
    private static let start = LocalDate(dayNumber: 20_000)

    private static func book(within: Double, overdue: Double, days: Int) -> AppointmentBook {
        // A session, a week within, and then as many days overdue.
        let session = Entry(
            id: "s", habit: "m", at: Instant(seconds: Int64(start.dayNumber) * 86_400 + 43_200), amount: 60,
            unit: .minutes)
        let visits = Appointments(
            started: nil, phases: [.init(everyDays: days)], entries: [session], dayStarts: .midnight)
        let body = (0...(2 * days)).map { day in
            BodyDay(date: start.adding(days: day), means: [.pain: day <= days ? within : overdue])
        }
        return AppointmentBook(
            visits: visits, phases: [.init(everyDays: days)], sessions: [start], today: start.adding(days: 2 * days),
            body: body)
    }

    @Test func `pain within the interval and overdue is compared where there are days enough`() {
        let gaps = Self.book(within: 3, overdue: 4.56, days: 14).gaps
        #expect(gaps == .init(first: 3, second: 4.6, firstCount: 15, secondCount: 14))
        #expect(Self.book(within: 3, overdue: 5, days: 9).gaps == nil)
    }

    @Test(arguments: [(3.0, 5.0, true), (3.0, 4.0, true), (5.0, 6.0, false), (1.0, 1.5, false), (5.0, 3.0, false)])
    func `a rise over a change counts from 2 points or 30 percent on`(before: Double, after: Double, isTold: Bool) {
        let phases = [Phases.Phase(everyDays: 7, forDays: 28), .init(everyDays: 14)]
        let visits = Appointments(started: Self.start, phases: phases, entries: [], dayStarts: .midnight)
        let body = (14..<42).map { day in
            BodyDay(date: Self.start.adding(days: day), means: [.pain: day < 28 ? before : after])
        }
        let book = AppointmentBook(
            visits: visits, phases: phases, sessions: [], today: Self.start.adding(days: 42), body: body)
        #expect((book.painRise != nil) == isTold)
        #expect(book.painRise?.firstCount ?? 14 == 14)
    }
}
