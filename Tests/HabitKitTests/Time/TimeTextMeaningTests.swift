import HabitKit
import Testing

@Suite struct TimeTextMeaningTests {
    private let berlin = Zone(
        name: "Europe/Berlin", initialOffset: 3600, rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
    private let four = LocalTime(secondOfDay: 4 * 3600)

    private func read(_ text: String, at now: String, _ direction: TimeText.Direction = .past) throws -> String {
        let instant = try #require(ISO8601.parse(now)).instant(in: berlin)
        return try TimeText.parse(text, now: instant, zone: berlin, dayStarts: four, prefer: direction)
            .iso8601(in: berlin)
    }

    @Test(arguments: [
        ("today 00:30", "2026-11-25T00:30:00+01:00"), ("today 23:00", "2026-11-24T23:00:00+01:00"),
        ("yesterday 02:00", "2026-11-24T02:00:00+01:00"), ("yesterday", "2026-11-24T01:00:00+01:00"),
        ("00:30", "2026-11-25T00:30:00+01:00"), ("23:30", "2026-11-24T23:30:00+01:00"),
        ("2026-11-25 00:30", "2026-11-25T00:30:00+01:00"),
    ])
    func `at one in the morning the day before is not over`(text: String, expected: String) throws {
        #expect(try read(text, at: "2026-11-25 01:00") == expected)
    }

    @Test(arguments: [
        ("18:00 yesterday", "2026-11-23T18:00:00+01:00"), ("yesterday at 18:00", "2026-11-23T18:00:00+01:00"),
        ("at 10:30", "2026-11-24T10:30:00+01:00"), (" YESTERDAY  18:00 ", "2026-11-23T18:00:00+01:00"),
        ("Sun 9:00", "2026-11-22T09:00:00+01:00"), ("yesterday 02:00", "2026-11-23T02:00:00+01:00"),
        ("90s ago", "2026-11-24T15:38:30+01:00"), ("15:40", "2026-11-24T15:40:00+01:00"),
    ])
    func `order, case and a small word do not matter`(text: String, expected: String) throws {
        #expect(try read(text, at: "2026-11-24 15:40") == expected)
    }

    @Test func `over a change of clocks an hour ago is an hour ago`() throws {
        #expect(try read("2h ago", at: "2026-10-25T03:30:00+01:00") == "2026-10-25T02:30:00+02:00")
        #expect(try read("yesterday 02:30", at: "2026-03-30 12:00") == "2026-03-29T03:30:00+02:00")
    }

    @Test func `m is refused with what to write instead`() {
        let error = #expect(throws: TimeTextError.self) { try read("5m ago", at: "2026-11-24 15:40") }
        #expect(error?.description == "“5m”: m could be minutes or months; write min")
    }

    @Test func `a clock time lies behind in a log and ahead in a plan, at every minute of a year's odd days`() throws {
        for date in ["2026-03-29", "2026-10-25", "2026-06-01"] {
            let start = try #require(ISO8601.parse(date)).instant(in: berlin)
            for minute in stride(from: 0, to: 25 * 60, by: 37) {
                let now = start + .minutes(minute)
                for clock in stride(from: 0, to: 1440, by: 41) {
                    let time = LocalTime(secondOfDay: clock * 60)
                    let past = try TimeText.parse(time.text, now: now, zone: berlin, dayStarts: four, prefer: .past)
                    let future = try TimeText.parse(time.text, now: now, zone: berlin, dayStarts: four, prefer: .future)
                    #expect(past <= now && future > now)
                    #expect(future - past <= .hours(49))
                }
            }
        }
    }

    @Test func `an absurd span is held at the ends of time`() throws {
        let now = Instant(seconds: 0)
        let past = try TimeText.parse("900000000000s ago", now: now, zone: .utc, dayStarts: four, prefer: .past)
        #expect(past < now)
    }

    @Test func `what was typed is quoted short and without its control characters`() {
        let long = String(repeating: "x", count: 100_000) + "\u{1B}[2J"
        let errors: [String] = [
            #expect(throws: TimeTextError.self) { try read(long, at: "2026-11-24 15:40") }?.description,
            #expect(throws: DurationTextError.self) { try DurationText.parse(long) }?.description,
            #expect(throws: QuantityError.self) { try Quantity(parsing: "1 " + long) }?.description,
            #expect(throws: QuantityError.self) { try Quantity(parsing: "\u{1B}[2J\u{202E}") }?.description,
        ].compactMap { $0 }
        #expect(errors.count == 4)
        for error in errors {
            #expect(error.count < 160, "\(error)")
            #expect(!error.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E }, "\(error)")
        }
    }
}
