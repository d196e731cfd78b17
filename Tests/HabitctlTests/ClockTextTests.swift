import HabitKit
import Testing

@testable import habitctl

@Suite struct ClockTextTests {
    private let clock = ClockText(now: "2026-11-25T22:12:00+01:00")

    @Test(arguments: [
        ("2026-11-25T23:40:00+01:00", "23:40", "23:40"),
        ("2026-11-25T08:00:00+01:00", "08:00", "08:00"),
        ("2026-11-26T00:30:00+01:00", "00:30", "00:30"),
        ("2026-11-26T09:00:00+01:00", "tomorrow 09:00", "Thu 09:00"),
        ("2026-11-24T18:00:00+01:00", "yesterday 18:00", "Tue 18:00"),
        ("2026-11-29T09:00:00+01:00", "Sun 09:00", "Sun 09:00"),
        ("2026-12-03T09:00:00+01:00", "3 Dec 09:00", "3 Dec 09:00"),
        ("2027-01-03T09:00:00+01:00", "2027-01-03 09:00", "2027-01-03 09:00"),
        ("not a time\u{1b}", "not a time\\u{1b}", "not a time\\u{1b}"),
    ])
    func `a time is told as this moment reads it`(time: String, words: String, short: String) {
        #expect(clock.words(time) == words)
        #expect(clock.short(time) == short)
    }

    @Test func `the wall of the time's own offset counts`() {
        // Two in the night in Auckland, the same moment as early afternoon in UTC.
        let travelling = ClockText(now: "2026-11-25T13:00:00Z")
        #expect(travelling.words("2026-11-26T02:30:00+13:00") == "02:30")
    }

    @Test(
        arguments: [
            ("2026-11-25T22:40:00+01:00", "28 min"), ("2026-11-25T23:42:59+01:00", "1 h 30 min"),
            ("2026-11-25T22:12:30+01:00", nil), ("2026-11-25T20:00:00+01:00", nil),
        ] as [(String, String?)])
    func `how long until then is told in minutes`(time: String, words: String?) {
        #expect(clock.until(time) == words)
    }
}
