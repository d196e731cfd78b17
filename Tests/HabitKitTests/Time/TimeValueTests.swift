import FoundationEssentials
import HabitKit
import Testing

@Suite struct TimeValueTests {
    private func coded<T: Codable>(_ value: T) throws -> (text: String, back: T) {
        let data = try JSONEncoder().encode([value])
        let back = try JSONDecoder().decode([T].self, from: data)
        return (String(decoding: data, as: UTF8.self), try #require(back.first))
    }

    @Test func `an instant is written in UTC with microseconds`() throws {
        let text = try coded(Instant(seconds: 1_795_531_200, microseconds: 250)).text
        #expect(text == #"["2026-11-24T14:40:00.000250Z"]"#)
    }

    @Test func `every instant reads back exactly, the first and the last too`() throws {
        var random = SeededRandom(seed: 21)
        let edges: [Int64] = [
            .min, .min + 1, -62_200_000_000_000_000, -1, 0, 1, 253_402_300_800_000_000, .max - 1, .max,
        ]
        let others = (0..<2000).map { index in
            // Half of them over all of time, half within a few thousand years of now.
            let any = Int64.random(in: .min ... .max, using: &random)
            return index.isMultiple(of: 2) ? any : any / 100
        }
        for microseconds in edges + others {
            let instant = Instant(microseconds: microseconds)
            let (text, back) = try coded(instant)
            #expect(back == instant, "\(microseconds): \(text)")
        }
    }

    @Test(arguments: ["soon", "", "2026-11-24T25:00Z", "2026-02-30T00:00Z"])
    func `what is no time is refused by the decoder`(text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Instant].self, from: Data("[\"\(text)\"]".utf8))
        }
    }

    @Test func `dates and times of day are written as people write them`() throws {
        let date = try #require(LocalDate(year: 2026, month: 11, day: 24))
        #expect(try coded(date).text == #"["2026-11-24"]"#)
        #expect(try coded(date).back == date)
        for second in 0..<86_400 where second % 61 == 0 {
            let time = LocalTime(secondOfDay: second)
            #expect(try coded(time).back == time)
        }
        #expect(try coded(LocalTime(secondOfDay: 4 * 3600)).text == #"["04:00"]"#)
        #expect(try coded(LocalTime(secondOfDay: 4 * 3600 + 1)).text == #"["04:00:01"]"#)
    }

    @Test func `every date's text reads back, before Christ and in the far future too`() {
        var random = SeededRandom(seed: 22)
        for _ in 0..<5000 {
            let date = LocalDate(dayNumber: Int.random(in: -100_000_000...100_000_000, using: &random))
            #expect(LocalDate(text: date.text) == date, "\(date.text)")
        }
        #expect(LocalDate(year: 10_000, month: 1, day: 1)?.text == "+010000-01-01")
        #expect(LocalDate(year: -1, month: 12, day: 31)?.text == "-000001-12-31")
    }

    @Test(arguments: [
        ("15:40", 56_400), ("9:05", 32_700), ("00:00", 0), ("23:59:59", 86_399), ("04:00:30", 14_430),
    ])
    func `times of day are read`(text: String, second: Int) {
        #expect(LocalTime(text: text)?.secondOfDay == second)
    }

    @Test(arguments: [
        "", ":", "24:00", "12:60", "12:00:60", "1", "12", "12:", "12:0", "-1:00", "１２:00", "12:00 ", "noon",
    ])
    func `what is no time of day is refused`(text: String) {
        #expect(LocalTime(text: text) == nil)
    }

    @Test func `instants beyond all time are held at its ends`() {
        #expect(Instant(seconds: .max) == .distantFuture)
        #expect(Instant(seconds: .min) == .distantPast)
        #expect(.distantFuture + .seconds(1) == Instant.distantFuture)
        #expect(.distantPast - .seconds(1) == Instant.distantPast)
        #expect(Instant.distantFuture - .distantPast == .microseconds(Int64.max))
        #expect(Duration.seconds(Int64.max).microseconds == .max)
    }

    @Test func `whole seconds are rounded down on both sides of the epoch`() {
        #expect(Instant(microseconds: -1).seconds == -1)
        #expect(Instant(microseconds: 999_999).seconds == 0)
        #expect(Instant(seconds: -1, microseconds: 999_999).microseconds == -1)
    }

    @Test func `adding and taking away a duration comes back`() {
        var random = SeededRandom(seed: 23)
        for _ in 0..<1000 {
            let instant = Instant(microseconds: Int64.random(in: -1 << 60...1 << 60, using: &random))
            let duration = Duration.microseconds(Int64.random(in: -1 << 60...1 << 60, using: &random))
            #expect(instant + duration - duration == instant)
            #expect(instant + duration - instant == duration)
        }
    }
}
