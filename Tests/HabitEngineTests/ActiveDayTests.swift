import HabitEngine
import HabitKit
import Testing

@Suite struct ActiveDayTests {
    static let utc = Zone.utc
    /// Forward on 2026-03-29 at 01:00 UTC, back on 2026-10-25 at 01:00 UTC.
    static let berlin = zone("Europe/Berlin", "CET-1CEST,M3.5.0,M10.5.0/3", changes: [1_774_746_000, 1_792_890_000])
    /// 2026-04-24 begins at 01:00, and 2026-10-29 ends with its last hour twice.
    static let cairo = zone("Africa/Cairo", "EET-2EEST,M4.5.5/0,M10.5.4/24", changes: [1_776_981_600, 1_793_307_600])
    /// 2026-09-06 begins at 01:00.
    static let santiago = zone("America/Santiago", "<-04>4<-03>,M9.1.6/24,M4.1.6/24", changes: [1_788_667_200])
    /// The clocks move by half an hour, back on 2026-04-05 at 02:00.
    static let lordHowe = zone("Australia/Lord_Howe", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", changes: [1_775_314_800])
    static let kathmandu = Zone(name: "Asia/Kathmandu", initialOffset: 20_700)

    static func zone(_ name: String, _ rule: String, changes: [Int64]) -> Zone {
        let rule = ZoneRule(posix: rule)!
        for change in changes { precondition(rule.offset(at: change - 1) != rule.offset(at: change), name) }
        return Zone(name: name, initialOffset: rule.offset(at: 0), rule: rule)
    }

    /// An instant near which the zone's clocks change in 2026.
    static let changes: [Int64] = [
        1_774_746_000, 1_792_890_000, 1_776_981_600, 1_793_307_600, 1_788_667_200, 1_775_314_800,
    ]

    static func policy(_ ranges: [(Int, Int)], starts: Int = 4) -> Policy {
        var policy = Policy()
        policy.dayStarts = LocalTime(secondOfDay: starts * 3600)
        let row = ranges.map {
            ActiveHours.ClockRange(LocalTime(secondOfDay: $0.0 * 3600), LocalTime(secondOfDay: $0.1 * 3600))
        }
        policy.active = ActiveHours(ranges: Array(repeating: row, count: 7))
        return policy
    }

    static func date(_ month: Int, _ day: Int) -> LocalDate { LocalDate(year: 2026, month: month, day: day)! }

    @Test(arguments: [
        (berlin, date(3, 28), 4, 23), (berlin, date(3, 29), 4, 24), (berlin, date(10, 24), 4, 25),
        (berlin, date(3, 29), 0, 23), (berlin, date(10, 25), 0, 25), (cairo, date(4, 24), 0, 23),
        (cairo, date(10, 29), 0, 25), (santiago, date(9, 6), 0, 23), (santiago, date(9, 5), 4, 23),
        (kathmandu, date(6, 1), 4, 24),
    ])
    func `a day is as long as its zone makes it`(zone: Zone, date: LocalDate, starts: Int, hours: Int) {
        let day = Self.policy([(9, 17)], starts: starts).day(on: date, zone: zone)
        #expect(day.bounds.upperBound - day.bounds.lowerBound == .hours(hours))
        #expect(day.active.map { $0.upperBound - $0.lowerBound } == [.hours(8)])
    }

    @Test func `half an hour of change makes a day of 24 and a half`() {
        let day = Self.policy([(0, 0)], starts: 0).day(on: Self.date(4, 5), zone: Self.lordHowe)
        #expect(day.bounds.upperBound - day.bounds.lowerBound == .minutes(24 * 60 + 30))
    }

    @Test(arguments: [berlin, cairo, santiago, lordHowe, kathmandu], [0, 1, 2, 3, 4, 23])
    func `every instant lies in exactly one day, and days follow each other`(zone: Zone, starts: Int) {
        let policy = Self.policy([(9, 17)], starts: starts)
        for change in Self.changes {
            var previous = policy.day(at: Instant(seconds: change - 3 * 86_400), zone: zone)
            for step in 1...(6 * 48) {
                let instant = Instant(seconds: change - 3 * 86_400 + Int64(step) * 1800)
                let day = policy.day(at: instant, zone: zone)
                #expect(day.bounds.contains(instant))
                if previous.date != day.date {
                    #expect(previous.bounds.upperBound == day.bounds.lowerBound)
                    #expect(day.date == previous.date.adding(days: 1))
                }
                previous = day
            }
        }
    }

    @Test(arguments: [
        ([(9, 17)], [(9, 17)]),
        ([(22, 6)], [(4, 6), (22, 28)]),
        ([(22, 2)], [(22, 26)]),
        ([(0, 0)], [(4, 28)]),
        ([(2, 10)], [(4, 10), (26, 28)]),
        ([(9, 12), (13, 17)], [(9, 12), (13, 17)]),
        ([(9, 12), (12, 17)], [(9, 17)]),
        ([(8, 4)], [(8, 28)]),
    ])
    func `ranges cross midnight and the day's start`(ranges: [(Int, Int)], active: [(Int, Int)]) {
        let day = Self.policy(ranges).day(on: Self.date(6, 3), zone: Self.utc)
        let midnight = Instant(seconds: Int64(Self.date(6, 3).dayNumber) * 86_400)
        #expect(day.active == active.map { midnight + .hours($0.0)..<midnight + .hours($0.1) })
    }

    @Test func `each weekday has its own row, and a night belongs to the date it starts on`() {
        var policy = Self.policy([])
        // Friday 22:00 to 06:00 and nothing else.
        policy.active.ranges[4] = [.init(LocalTime(secondOfDay: 22 * 3600), LocalTime(secondOfDay: 6 * 3600))]
        let friday = Self.date(6, 5)
        #expect(friday.weekday == .friday)
        let lengths = (0..<7).map { offset in
            policy.day(on: friday.adding(days: offset - 1), zone: Self.utc).active.map { $0.upperBound - $0.lowerBound }
        }
        #expect(lengths == [[], [.hours(6)], [.hours(2)], [], [], [], []])
    }

    @Test func `a range inside the hour that is left out moves past it`() {
        var policy = Policy()
        let range = ActiveHours.ClockRange(LocalTime(secondOfDay: 9000), LocalTime(secondOfDay: 12_600))
        policy.active = ActiveHours(ranges: Array(repeating: [range], count: 7))
        policy.dayStarts = .midnight
        // 02:30 does not exist in Berlin on that day; 03:30 does.
        let day = policy.day(on: Self.date(3, 29), zone: Self.berlin)
        #expect(day.active.isEmpty, "02:30 moves to 03:30, where the range ends")
    }
}
