import HabitKit
import Testing

/// Local time against a search through every instant around it, in zones with every oddity.
@Suite struct ZoneSearchTests {
    /// Half-hour and 45-minute offsets, half-hour daylight saving, jumps at midnight, a summer time that is the standard
    /// (Dublin), a whole day left out (Apia) and daylight saving time all year.
    static let zones = [
        ruled("CET-1CEST,M3.5.0,M10.5.0/3"), ruled("<+0330>-3:30"), ruled("<+0545>-5:45"),
        ruled("<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45"), ruled("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0"),
        ruled("NST3:30NDT,M3.2.0,M11.1.0"), ruled("IST-1GMT0,M10.5.0,M3.5.0/1"),
        ruled("<-04>4<-03>,M9.1.6/24,M4.1.6/24"), ruled("<-02>2<-01>,M3.5.0/-1,M10.5.0/0"),
        ruled("EET-2EEST,M4.5.5/0,M10.5.4/24"), ruled("EST5EDT,0/0,J365/25"),
        Zone(
            name: "Apia", initialOffset: -36_000,
            transitions: [.init(at: 1_325_239_200, offset: 50_400), .init(at: 1_333_202_400, offset: 46_800)]),
        Zone(
            name: "Kathmandu", initialOffset: 19_800, transitions: [.init(at: 504_901_800, offset: 20_700)]),
    ]

    private static func ruled(_ posix: String) -> Zone {
        Zone(name: posix, initialOffset: ZoneRule(posix: posix)?.standardOffset ?? .min, rule: ZoneRule(posix: posix))
    }

    /// Every offset in force within three days of `instant`.
    private func offsets(around instant: Int64, _ zone: Zone) -> Set<Int> {
        Set(
            stride(from: instant - 259_200, through: instant + 259_200, by: 1800).map {
                zone.offset(at: Instant(seconds: $0))
            })
    }

    /// The first instant at which the wall shows `wall`, by trying every offset.
    private func search(_ wall: Int64, _ offsets: Set<Int>, _ zone: Zone) -> Int64? {
        offsets.map { wall - Int64($0) }.filter { zone.local(Instant(seconds: $0)).wallSeconds == wall }.min()
    }

    private func changes(_ zone: Zone, from start: Int64, count: Int) -> [Zone.Transition] {
        var found: [Zone.Transition] = []
        var at = Instant(seconds: start)
        while found.count < count, let next = zone.nextTransition(after: at) {
            found.append(next)
            at = Instant(seconds: next.at)
        }
        return found
    }

    @Test(arguments: zones)
    func `around every change a local time means its first instant, or moves forward by the jump`(zone: Zone) {
        for change in changes(zone, from: 500_000_000, count: 6) {
            let before = zone.offset(at: Instant(seconds: change.at - 1))
            let offsets = offsets(around: change.at, zone)
            for step in stride(from: Int64(-108_000), through: 108_000, by: 900) {
                let wall = change.at + Int64(before) + step
                let instant = zone.instant(LocalDateTime(wallSeconds: wall))
                let expected = search(wall, offsets, zone) ?? wall - Int64(before)
                #expect(instant.seconds == expected, "\(zone.name), \(change.at) \(step)")
            }
        }
    }

    @Test(arguments: zones)
    func `the next change is where the offset changes, and nowhere before`(zone: Zone) {
        var from = Int64(500_000_000)
        for change in changes(zone, from: from, count: 6) {
            #expect(change.at > from)
            let old = zone.offset(at: Instant(seconds: from))
            for at in stride(from: from, to: change.at, by: 86_400) {
                #expect(zone.offset(at: Instant(seconds: at)) == old)
            }
            #expect(zone.offset(at: Instant(seconds: change.at - 1)) == old)
            #expect(zone.offset(at: Instant(seconds: change.at)) == change.offset)
            #expect(change.offset != old)
            from = change.at
        }
    }

    @Test func `a zone that never changes again has no next change`() {
        let now = Instant(seconds: 1_795_531_200)
        #expect(Zone.utc.nextTransition(after: now) == nil)
        #expect(Self.ruled("EST5EDT,0/0,J365/25").nextTransition(after: now) == nil)
        #expect(Self.ruled("EST5EDT,0/0,J365/25").offset(at: now) == -14_400)
        #expect(Self.zones[11].nextTransition(after: now) == nil)
    }

    @Test func `a transition of the name alone is passed over`() {
        let zone = Zone(
            name: "Renamed", initialOffset: 3600,
            transitions: [.init(at: 100, offset: 3600), .init(at: 200, offset: 7200)])
        #expect(zone.nextTransition(after: Instant(seconds: 0)) == .init(at: 200, offset: 7200))
    }

    @Test func `the rule takes over after the last transition`() throws {
        let zone = Zone(
            name: "Europe/Berlin", initialOffset: 3208,
            transitions: [.init(at: -2_422_054_408, offset: 3600), .init(at: 1_774_746_000, offset: 7200)],
            rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        #expect(zone.offset(at: Instant(seconds: -3_000_000_000)) == 3208)
        #expect(zone.offset(at: Instant(seconds: 0)) == 3600)
        let autumn = try #require(ISO8601.parse("2026-10-25T01:00:00Z")).instant(in: .utc)
        #expect(zone.offset(at: autumn) == 3600)
        #expect(zone.nextTransition(after: Instant(seconds: 1_774_746_000))?.at == autumn.seconds)
    }
}
