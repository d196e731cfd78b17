/// Finds the mistakes that the TOML parser does not survive, before it sees them.
///
/// toml++ 3.4 ends the whole program through its own assertions where a list holds `}` or an exotic line break in place of
/// a value, where the name of a table begins with what no name begins with, and where a date is followed by half a time of
/// day. It reads from left to right and stops at the first mistake, so up to one of these the text is sound TOML, and
/// knowing strings, comments and brackets is enough to recognise them.
struct TOMLGuard {
    /// What is wrong, and where: the parser's own words for other mistakes look the same.
    struct Mistake: Error, Equatable {
        var line: Int
        var column: Int
        var problem: String
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// The lists and inline tables that are open.
    private var open: [UInt8] = []
    /// Nothing but blanks since the line began, and no value is under way.
    private var isAtLineStart = true
    /// The latest byte that is no blank.
    private var previous: UInt8 = 0

    /// - Throws: the first such mistake in `text`.
    static func check(_ text: [UInt8]) throws(Mistake) {
        let found = text.withUnsafeBufferPointer { bytes -> Mistake? in
            var guardian = TOMLGuard(bytes: bytes)
            guard let problem = guardian.problem() else { return nil }
            let before = bytes.prefix(guardian.index)
            let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
            return Mistake(
                line: before.count { $0 == UInt8(ascii: "\n") } + 1,
                // Bytes that go on with a character are no column of their own.
                column: before[start...].count { $0 & 0xC0 != 0x80 } + 1, problem: problem)
        }
        if let found { throw found }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The byte at `place`; zero, which no text holds, beyond the end.
    private func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 0 }

    private mutating func problem() -> String? {
        if byte(0) == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF { index = 3 }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"):
                if open.isEmpty { isAtLineStart = true }
                index += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
            case UInt8(ascii: "#"): while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString()
            case UInt8(ascii: "[") where open.isEmpty && isAtLineStart: if let problem = header() { return problem }
            default: if let problem = token() { return problem }
            }
        }
        return nil
    }

    private mutating func skipString() {
        let quote = bytes[index]
        let isBasic = quote == UInt8(ascii: "\"")
        let isLong = byte(index + 1) == quote && byte(index + 2) == quote
        (isAtLineStart, previous) = (false, quote)
        index += isLong ? 3 : 1
        while index < bytes.count, isLong || bytes[index] != UInt8(ascii: "\n") {
            if isBasic, bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if bytes[index] != quote {
                index += 1
            } else if !isLong {
                index += 1
                return
            } else if byte(index + 1) == quote, byte(index + 2) == quote {
                index += 3
                // One or two quotes may stand right before the closing ones.
                for _ in 0..<2 where byte(index) == quote { index += 1 }
                return
            } else {
                index += 1
            }
        }
        index = min(index, bytes.count)
    }

    /// `[name]`, `[[name]]`.
    private mutating func header() -> String? {
        index += 1
        skipBlanks()
        if byte(index) == UInt8(ascii: "[") {
            index += 1
            skipBlanks()
        }
        (isAtLineStart, previous) = (false, UInt8(ascii: "["))
        let first = byte(index)
        if index == bytes.count || Self.isName(first)
            || [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "]")].contains(first)
        {
            return nil
        }
        return "the name of a table is wanted here, of a–z, A–Z, 0–9, - and _, or in quotes"
    }

    private mutating func skipBlanks() {
        while byte(index) == UInt8(ascii: " ") || byte(index) == UInt8(ascii: "\t") { index += 1 }
    }

    private mutating func token() -> String? {
        let first = bytes[index]
        isAtLineStart = false
        switch first {
        case UInt8(ascii: "["), UInt8(ascii: "{"): open.append(first)
        case UInt8(ascii: "]"): _ = open.popLast()
        case UInt8(ascii: "}"):
            if open.last == UInt8(ascii: "[") { return "“}” ends no list; “]” does" }
            _ = open.popLast()
        case 0xC2 where byte(index + 1) == 0x85, 0xE2 where byte(index + 1) == 0x80 && byte(index + 2) | 1 == 0xA9:
            return "a line break of an unusual kind (U+0085, U+2028 or U+2029) stands outside quotes"
        case UInt8(ascii: "0")...UInt8(ascii: "9") where isAtValue:
            if let problem = number() { return problem }
            previous = first
            return nil
        default: break
        }
        previous = first
        index += 1
        return nil
    }

    /// A value is to come.
    private var isAtValue: Bool {
        if previous == UInt8(ascii: "=") { return true }
        return open.last == UInt8(ascii: "[") && (previous == UInt8(ascii: "[") || previous == UInt8(ascii: ","))
    }

    /// A number, a date, a time of day, or a date with one.
    private mutating func number() -> String? {
        let wanted = "the time of day is incomplete; it is written as in 2026-09-01T09:00:00"
        while !isEnd(index) {
            if bytes[index] | 0x20 == UInt8(ascii: "t"), !Self.isDigit(byte(index + 1)) { return wanted }
            index += 1
        }
        guard byte(index) == UInt8(ascii: " "), Self.isDigit(byte(index + 1)) else { return nil }
        return Self.isDigit(byte(index + 2)) && byte(index + 3) == UInt8(ascii: ":") ? nil : wanted
    }

    /// Whether a value ends before `place`.
    private func isEnd(_ place: Int) -> Bool {
        switch byte(place) {
        case 0, UInt8(ascii: " "), 9...13, UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: "#"):
            true
        default: false
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
