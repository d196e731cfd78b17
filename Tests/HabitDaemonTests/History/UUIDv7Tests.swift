import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct UUIDv7Tests {
    @Test func `the example of RFC 9562 comes out, but for its random fraction`() {
        // Appendix A.6: 2022-02-22T19:22:22.00Z.
        var random = Fixed(value: 0x18C4_DC0C_0C07_398F)
        let id = UUIDv7.make(at: Instant(microseconds: 1_645_557_742_000_000), random: &random)
        #expect(id == "017f22e2-79b0-7000-98c4-dc0c0c07398f")
    }

    @Test func `ids sort by the microsecond they were made at, and carry version and variant`() {
        var random = SeededGenerator(state: 3)
        var instant = start
        var last = ""
        for _ in 0..<500 {
            instant += .microseconds(Int64.random(in: 1...2000, using: &random))
            let id = UUIDv7.make(at: instant, random: &random)
            #expect(id > last)
            let characters = Array(id)
            #expect(characters.count == 36)
            #expect(characters[14] == "7")
            #expect("89ab".contains(characters[19]))
            last = id
        }
    }

    @Test func `a clock before 1970 or beyond the year 10889 makes an id all the same`() {
        var random = SeededGenerator(state: 4)
        #expect(UUIDv7.make(at: .distantPast, random: &random).hasPrefix("00000000-0000-7000-"))
        #expect(UUIDv7.make(at: .distantFuture, random: &random).count == 36)
    }

    private struct Fixed: RandomNumberGenerator {
        let value: UInt64
        mutating func next() -> UInt64 { value }
    }
}
