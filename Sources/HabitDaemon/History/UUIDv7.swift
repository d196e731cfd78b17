package import HabitKit

/// Ids that sort by the time they were made at: UUID version 7 (RFC 9562, section 5.7), in its usual text form.
package enum UUIDv7 {
    /// The id for `instant`: its milliseconds, then its microseconds (method 3 of section 6.2), then 62 random bits.
    package static func make(at instant: Instant, random: inout some RandomNumberGenerator) -> String {
        let microseconds = UInt64(max(0, instant.microseconds))
        let milliseconds = microseconds / 1000 & 0xFFFF_FFFF_FFFF
        // The rest of the millisecond, as 12 bits of fraction.
        let fraction = microseconds % 1000 * 4096 / 1000
        let high = milliseconds << 16 | 0x7000 | fraction
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return text(high, low)
    }

    private static func text(_ high: UInt64, _ low: UInt64) -> String {
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 36) { buffer in
            var position = 0
            for index in 0..<32 {
                if [8, 12, 16, 20].contains(index) {
                    buffer[position] = UInt8(ascii: "-")
                    position += 1
                }
                let half = index < 16 ? high : low
                let digit = half >> UInt64(60 - index % 16 * 4) & 0xF
                buffer[position] = digits.utf8Start[Int(digit)]
                position += 1
            }
            return position
        }
    }
}
