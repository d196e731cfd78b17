import HabitKit
import Testing

@Suite struct ISO8601OffsetTests {
    @Test func `every offset of the world prints and reads back`() throws {
        let instant = Instant(seconds: 1_795_531_200)
        for minutes in -18 * 60...18 * 60 {
            let text = instant.iso8601(offset: minutes * 60)
            let reading = try #require(ISO8601.parse(text))
            #expect(reading.offset == minutes * 60, "\(text)")
            #expect(reading.instant(in: .utc) == instant)
            #expect(text.utf8.count == 25)
        }
    }

    @Test(arguments: [
        (3600, "2026-11-24T15:40:00+01:00"), (0, "2026-11-24T14:40:00+00:00"), (-12_600, "2026-11-24T11:10:00-03:30"),
        (20_700, "2026-11-24T20:25:00+05:45"), (-1800, "2026-11-24T14:10:00-00:30"),
        (1172, "2026-11-24T14:59:32+00:19:32"),
    ])
    func `a time is printed as its wall shows it`(offset: Int, text: String) {
        #expect(Instant(seconds: 1_795_531_200).iso8601(offset: offset) == text)
    }

    @Test(arguments: [
        ("2026-11-24T15:40:00+0100", 3600), ("2026-11-24T15:40:00+01", 3600), ("2026-11-24t15:40:00z", 0),
        ("2026-11-24 15:40-03:30", -12_600),
    ])
    func `an offset may be written short`(text: String, offset: Int) {
        #expect(ISO8601.parse(text)?.offset == offset)
    }

    @Test func `a time without an offset is the zone's`() throws {
        let reading = try #require(ISO8601.parse("2026-07-01 12:00:00,5"))
        let berlin = Zone(
            name: "Europe/Berlin", initialOffset: 3600, rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        #expect(reading.offset == nil)
        #expect(reading.instant(in: berlin) == Instant(seconds: 1_782_900_000, microseconds: 500_000))
    }

    @Test(arguments: [
        "2026-11-24T12:00+27:00", "2026-11-24T12:00+01:60", "2026-11-24T12:00+01:00:99", "2026-11-24T12:00 +01:00",
        "2026-11-24TT12:00", "+2026-11-24", "-002026-11-2", "2026-11-24T12:00:60Z", "２026-11-24", "2026-11-24\n",
    ])
    func `what is nearly a time is refused`(text: String) {
        #expect(ISO8601.parse(text) == nil)
    }

    @Test func `random bytes never read as more than they are`() {
        var random = SeededRandom(seed: 31)
        let alphabet = Array("0123456789-:TZ+., ")
        for _ in 0..<20_000 {
            let text = String(
                (0..<Int.random(in: 0...30, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? " "
                })
            guard let reading = ISO8601.parse(text) else { continue }
            // Whatever it was, it means an instant and prints as a time that reads back.
            let instant = reading.instant(in: .utc)
            #expect(ISO8601.parse(instant.iso8601(in: .utc))?.instant(in: .utc).seconds == instant.seconds)
        }
    }
}
