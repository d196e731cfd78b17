import HabitKit
import Testing

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("45min", 2700), ("1h30min", 5400), ("1 h 30 min", 5400), ("1h30", 5400), ("90s", 90), ("1.5h", 5400),
        ("2d", 172_800), ("1w", 604_800), ("90 minutes", 5400), ("1,5 h", 5400), ("  10 MIN ", 600), ("0min", 0),
    ])
    func `durations are read as people write them`(text: String, seconds: Int64) throws {
        #expect(try DurationText.parse(text) == .seconds(seconds))
    }

    @Test(arguments: [
        ("", DurationTextError.Problem.empty), ("soon", .notANumber), ("10", .missingUnit), ("10m", .ambiguousMonth),
        ("10 parsecs", .unknownUnit("parsecs")), ("-5min", .notANumber), ("1e9h", .unknownUnit("e")),
        ("999999999999h", .tooLong), ("1.2.3h", .notANumber),
    ])
    func `what is no duration says why`(text: String, problem: DurationTextError.Problem) {
        #expect(throws: DurationTextError(text: text, problem: problem)) { try DurationText.parse(text) }
    }

    @Test func `the compact form reads back to the second`() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<1000 {
            let duration = Duration.seconds(Int64.random(in: 0...10_000_000, using: &random))
            #expect(try DurationText.parse(DurationText.compact(duration)) == duration)
        }
    }

    @Test(arguments: [
        (5400, "1 h 30 min"), (2700, "45 min"), (59, "59 s"), (90_061, "1 d 1 h"), (0, "0 s"), (-120, "-2 min"),
    ])
    func `people read the two largest parts`(seconds: Int64, text: String) {
        #expect(DurationText.print(.seconds(seconds)) == text)
    }
}

@Suite struct TimeTextTests {
    private let berlin = Zone(
        name: "Europe/Berlin", initialOffset: 3600, rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))

    private func read(_ text: String, at now: String, _ direction: TimeText.Direction) throws -> String {
        let instant = try #require(ISO8601.parse(now)).instant(in: berlin)
        return try TimeText.parse(
            text, now: instant, zone: berlin, dayStarts: LocalTime(secondOfDay: 4 * 3600), prefer: direction
        ).iso8601(in: berlin)
    }

    @Test(arguments: [
        ("2026-11-20 10:15", "2026-11-20T10:15:00+01:00"), ("2026-11-20T10:15:00Z", "2026-11-20T11:15:00+01:00"),
        ("10:30", "2026-11-24T10:30:00+01:00"), ("16:00", "2026-11-23T16:00:00+01:00"),
        ("9:05", "2026-11-24T09:05:00+01:00"), ("yesterday", "2026-11-23T15:40:00+01:00"),
        ("yesterday 18:00", "2026-11-23T18:00:00+01:00"), ("2h ago", "2026-11-24T13:40:00+01:00"),
        ("1 h 30 min ago", "2026-11-24T14:10:00+01:00"), ("now", "2026-11-24T15:40:00+01:00"),
        ("monday 08:00", "2026-11-23T08:00:00+01:00"), ("tuesday", "2026-11-17T15:40:00+01:00"),
        ("today 08:00", "2026-11-24T08:00:00+01:00"), ("2026-11-20", "2026-11-20T15:40:00+01:00"),
    ])
    func `in a log an unclear time lies behind`(text: String, expected: String) throws {
        #expect(try read(text, at: "2026-11-24 15:40", .past) == expected)
    }

    @Test(arguments: [
        ("14:00", "2026-11-25T14:00:00+01:00"), ("16:00", "2026-11-24T16:00:00+01:00"),
        ("tomorrow", "2026-11-25T04:00:00+01:00"), ("tomorrow 09:00", "2026-11-25T09:00:00+01:00"),
        ("in 20min", "2026-11-24T16:00:00+01:00"), ("fri 10:00", "2026-11-27T10:00:00+01:00"),
        ("tuesday 10:00", "2026-12-01T10:00:00+01:00"),
    ])
    func `in a plan it lies ahead`(text: String, expected: String) throws {
        #expect(try read(text, at: "2026-11-24 15:40", .future) == expected)
    }

    @Test func `in the small hours yesterday is counted from the day that is not over`() throws {
        #expect(try read("yesterday 18:00", at: "2026-11-25 01:00", .past) == "2026-11-23T18:00:00+01:00")
        #expect(try read("today", at: "2026-11-25 01:00", .past) == "2026-11-25T01:00:00+01:00")
    }

    @Test(arguments: [
        "", "soon", "25:00", "2h", "10m ago", "yesterday teatime", "2026-02-30", "10:30 yesterday later", "12/24",
    ])
    func `what is no time is refused`(text: String) {
        #expect(throws: TimeTextError.self) { try read(text, at: "2026-11-24 15:40", .past) }
    }
}
