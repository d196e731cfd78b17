internal import HabitKit

/// Ids that follow from what is imported, so that the same file imported twice is imported once: UUIDv7 of the entry's
/// time, with a hash where others have chance.
struct StableID {
    /// How often each hash was given: two equal lines are two entries, and the same two next time.
    private var seen: [UInt64: Int] = [:]

    mutating func make(at: Instant, _ parts: String...) -> String {
        var hash = Hash()
        for part in parts {
            hash.add(part.utf8)
            hash.add(CollectionOfOne(0))
        }
        hash.add(withUnsafeBytes(of: at.microseconds.littleEndian) { Array($0) })
        let count = seen[hash.value, default: 0]
        seen[hash.value] = count + 1
        if count > 0 { hash.add("\(count)".utf8) }
        var random = hash
        return UUIDv7.make(at: at, random: &random)
    }

    /// FNV-1a of 64 bits, finished as SplitMix64 does; no chance in it, on any machine.
    private struct Hash: RandomNumberGenerator {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325

        mutating func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        }

        mutating func next() -> UInt64 {
            value &+= 0x9e37_79b9_7f4a_7c15
            var mixed = value
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }
}
