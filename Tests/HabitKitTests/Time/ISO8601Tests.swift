import HabitKit
import Testing

@Suite struct ISO8601Tests {
    @Test(arguments: [
        ("2026-11-24T15:40:00+01:00", 1_795_531_200),
        ("2026-11-24 14:40:00Z", 1_795_531_200),
        ("2026-11-24T14:40Z", 1_795_531_200),
        ("2026-11-24T20:25:00+05:45", 1_795_531_200),
        ("2026-11-24T11:10:00-03:30", 1_795_531_200),
    ])
    func `a time with an offset means one instant`(text: String, expected: Int) throws {
        let reading = try #require(ISO8601.parse(text))
        #expect(reading.instant(in: .utc).seconds == Int64(expected))
    }

    @Test(arguments: [
        "", "2026", "2026-13-01", "2026-02-30", "2026-11-24T", "2026-11-24T25:00", "2026-11-24T12:60",
        "2026-11-24T12:00+1", "2026-11-24T12:00:00.", "2026-11-24T12:00Zx", "24.11.2026", "2026-1-1",
    ])
    func `what is no date or time is refused`(text: String) {
        #expect(ISO8601.parse(text) == nil)
    }

    @Test func `every offset reads back as the instant it was printed from`() throws {
        var random = SeededRandom(seed: 1)
        for _ in 0..<2000 {
            let instant = Instant(seconds: Int64.random(in: -2_000_000_000...4_000_000_000, using: &random))
            let offset = Int.random(in: -50_000...50_000, using: &random)
            let text = instant.iso8601(offset: offset)
            let reading = try #require(ISO8601.parse(text), "\(text)")
            #expect(reading.instant(in: .utc) == instant)
            #expect(reading.offset == offset)
        }
    }

    @Test func `a fraction keeps its microseconds`() throws {
        let reading = try #require(ISO8601.parse("2026-11-24T12:00:00.25Z"))
        #expect(reading.microseconds == 250_000)
        #expect(ISO8601.parse("2026-11-24T12:00:00.1234567Z")?.microseconds == 123_456)
    }
}

/// The same numbers in every run (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
