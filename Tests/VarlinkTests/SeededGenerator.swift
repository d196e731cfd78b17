/// A random source that repeats itself: a failure names its seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// JSON texts at random: valid ones, with every kind of value, escape and white space.
struct RandomJSON {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
    }

    mutating func value(depth: Int = 0) -> String {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &generator) {
        case 0: "null"
        case 1: Bool.random(using: &generator) ? "true" : "false"
        case 2: number()
        case 3, 4: string()
        case 5: list("[", "]", depth) { $0.value(depth: depth + 1) }
        default: object(depth: depth)
        }
    }

    mutating func object(depth: Int = 0) -> String {
        var index = 0
        return list("{", "}", depth) { random in
            index += 1
            return "\"k\(index)\(random.string().dropFirst())\(random.blank()):\(random.value(depth: depth + 1))"
        }
    }

    private mutating func list(
        _ open: String, _ close: String, _ depth: Int, _ element: (inout RandomJSON) -> String
    ) -> String {
        let count = Int.random(in: 0..<4, using: &generator)
        let elements = (0..<count).map { _ in blank() + element(&self) + blank() }
        return open + (count == 0 ? blank() : elements.joined(separator: ",")) + close
    }

    mutating func blank() -> String {
        ["", "", "", " ", "\n", "\t", "\r\n  "].randomElement(using: &generator)!
    }

    mutating func number() -> String {
        ["0", "-0", "7", "-12", "9223372036854775807", "1.5", "-0.25", "1e3", "2E-2", "3.0e+1"]
            .randomElement(using: &generator)!
    }

    mutating func string() -> String {
        let pieces = [
            "a", "Z", "é", "€", "𝄞", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud834\\udd1e", " ", "{", "]", ",", "",
        ]
        let count = Int.random(in: 0..<5, using: &generator)
        return "\"" + (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined() + "\""
    }
}
