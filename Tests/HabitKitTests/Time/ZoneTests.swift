import HabitKit
import Testing

private func zone(_ posix: String, initial: Int = 0) -> Zone {
    Zone(name: posix, initialOffset: initial, rule: ZoneRule(posix: posix))
}

@Suite struct ZoneTests {
    static let rules = [
        "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30", "<+0545>-5:45",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1", "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
        "EET-2EEST,M3.5.5/0,M10.5.5/0", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "AAA3BBB,J60/2,J300/2", "AAA-3BBB,59/2,300",
    ]

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-01-01T00:00:00Z", 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-07-01T00:00:00Z", 3600),
        ("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2026-01-01T00:00:00Z", -10_800),
        ("AAA3BBB,J60/2,J300/2", "2028-03-01T05:00:00Z", -7200),
        ("AAA3BBB,J60/2,J300/2", "2028-03-01T04:59:59Z", -10_800),
    ])
    func `a rule gives the offset on both sides of a change`(posix: String, time: String, offset: Int) throws {
        let instant = try #require(ISO8601.parse(time)).instant(in: .utc)
        #expect(zone(posix).offset(at: instant) == offset)
    }

    @Test(arguments: [
        "", "A", "CET", "CET-1CEST,M13.1.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,M3.5.0",
    ])
    func `what is no rule is refused`(posix: String) {
        #expect(ZoneRule(posix: posix) == nil)
    }

    @Test(arguments: rules)
    func `what the wall shows leads back to the instant, but for the hour that comes twice`(posix: String) {
        let zone = zone(posix)
        var random = SeededRandom(seed: 7)
        for _ in 0..<3000 {
            let instant = Instant(seconds: Int64.random(in: 0...4_000_000_000, using: &random))
            let local = zone.local(instant)
            let back = zone.instant(local)
            #expect(back <= instant)
            #expect(zone.local(back) == local)
        }
    }

    @Test func `a time in the gap moves forward by the jump`() throws {
        let berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3")
        let gap = try #require(ISO8601.parse("2026-03-29 02:30")).local
        #expect(berlin.instant(gap).iso8601(in: berlin) == "2026-03-29T03:30:00+02:00")
    }

    @Test func `a time that comes twice means the first`() throws {
        let berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3")
        let twice = try #require(ISO8601.parse("2026-10-25 02:30")).local
        #expect(berlin.instant(twice).iso8601(in: berlin) == "2026-10-25T02:30:00+02:00")
    }

    @Test func `a midnight that does not exist moves to one o'clock`() throws {
        let santiago = zone("<-04>4<-03>,M9.1.6/24,M4.1.6/24")
        let midnight = try #require(ISO8601.parse("2026-09-06 00:00")).local
        #expect(santiago.instant(midnight).iso8601(in: santiago) == "2026-09-06T01:00:00-03:00")
    }
}

@Suite struct LocalDateTests {
    @Test func `days count through centuries and leap days`() {
        var date = LocalDate(dayNumber: -800_000)
        var previous = date.components
        for _ in 0..<1_000 {
            for _ in 0..<997 { date = date.adding(days: 1) }
            let (year, month, day) = date.components
            #expect(LocalDate(year: year, month: month, day: day) == date)
            #expect((year, month, day) > previous)
            previous = (year, month, day)
        }
    }

    @Test(arguments: [(2026, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (1900, 2, 29)])
    func `a day that does not exist is refused`(year: Int, month: Int, day: Int) {
        #expect(LocalDate(year: year, month: month, day: day) == nil)
    }

    @Test func `weeks begin on Monday`() throws {
        let tuesday = try #require(LocalDate(text: "2026-11-24"))
        #expect(tuesday.weekday == .tuesday)
        #expect(tuesday.startOfWeek.text == "2026-11-23")
    }
}
