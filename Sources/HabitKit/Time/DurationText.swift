/// Durations as people write them: `45min`, `1h30min`, `1 h 30 min`, `90s`, `2d`, `1w`.
public enum DurationText {
    /// Reads one or more numbers with a unit each, larger units first not required: `1h30`, `1.5h`, `90 min`.
    /// A day is 24 hours and a week seven of them.
    ///
    /// - Throws: ``DurationTextError`` for a missing or unknown unit; `m` is refused, since it is read as minutes,
    ///   months or metres.
    public static func parse(_ text: some StringProtocol) throws(DurationTextError) -> Duration {
        let bytes = Array(text.lowercased().utf8)
        var rest = bytes[...]
        var total = 0.0
        var previous = 0.0
        skipBlanks(&rest)
        guard !rest.isEmpty else { throw DurationTextError(text: String(text), problem: .empty) }
        while !rest.isEmpty {
            guard let number = takeNumber(&rest) else {
                throw DurationTextError(text: String(text), problem: .notANumber)
            }
            skipBlanks(&rest)
            let word = takeWord(&rest)
            // `1h30`: what follows hours without a unit is minutes.
            let scale = word.isEmpty && previous == 3600 ? 60 : seconds(in: word)
            guard let scale else {
                let problem: DurationTextError.Problem =
                    word.isEmpty ? .missingUnit : word == "m" ? .ambiguousMonth : .unknownUnit(word)
                throw DurationTextError(text: String(text), problem: problem)
            }
            total += number * scale
            previous = scale
            skipBlanks(&rest)
        }
        guard total < 1e12 else { throw DurationTextError(text: String(text), problem: .tooLong) }
        return .microseconds(Int64((total * 1_000_000).rounded()))
    }

    /// `1 h 30 min`, `45 min`, `20 s`, `2 d 3 h`; the two largest parts, the rest dropped.
    public static func print(_ duration: Duration) -> String {
        parts(of: duration).prefix(2).map { "\($0.count) \($0.unit)" }.joined(separator: " ")
    }

    /// `1h30min`, `45min`, `90s`: exact to the second, and read back by ``parse(_:)``.
    public static func compact(_ duration: Duration) -> String {
        parts(of: duration).map { "\($0.count)\($0.unit)" }.joined()
    }

    private static func parts(of duration: Duration) -> [(count: Int64, unit: String)] {
        var seconds = duration.wholeSeconds.magnitude
        let sign: Int64 = duration < .zero ? -1 : 1
        var parts: [(count: Int64, unit: String)] = []
        for (scale, unit) in [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")] as [(UInt64, String)] {
            let count = seconds / scale
            if count > 0 { parts.append((Int64(count) * (parts.isEmpty ? sign : 1), unit)) }
            seconds %= scale
        }
        return parts.isEmpty ? [(0, "s")] : parts
    }

    /// Seconds in one of the unit called `word`.
    private static func seconds(in word: String) -> Double? {
        switch word {
        case "d", "day", "days": return 86_400
        case "w", "week", "weeks": return 604_800
        default:
            guard let unit = Unit(word), unit.dimension == .time else { return nil }
            return unit.scale
        }
    }

    private static func skipBlanks(_ rest: inout ArraySlice<UInt8>) {
        rest = rest.drop { $0 == UInt8(ascii: " ") }
    }

    private static func takeNumber(_ rest: inout ArraySlice<UInt8>) -> Double? {
        let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = NumberText.parse(text) else { return nil }
        rest = rest[digits.endIndex...]
        return number
    }

    private static func takeWord(_ rest: inout ArraySlice<UInt8>) -> String {
        let letters = rest.prefix { $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }
        rest = rest[letters.endIndex...]
        return String(decoding: letters, as: UTF8.self)
    }
}

/// A text that is no duration.
public struct DurationTextError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was typed.
    public var text: String
    public var problem: Problem

    public init(text: String, problem: Problem) {
        self.text = text
        self.problem = problem
    }

    /// What is wrong with it.
    public enum Problem: Sendable, Equatable {
        case empty, notANumber, missingUnit, ambiguousMonth, tooLong
        case unknownUnit(String)
    }

    /// One clause without a full stop, with what to write instead.
    public var description: String {
        switch problem {
        case .empty: "a duration is missing; write it like 45min or 1h30min"
        case .notANumber: "\(text.quoted) is not a duration; write it like 45min or 1h30min"
        case .missingUnit: "\(text.quoted) needs a unit: s, min, h or d, as in 45min"
        case .ambiguousMonth: "\(text.quoted): m could be minutes or months; write min"
        case .tooLong: "\(text.quoted) is longer than anyone plans"
        case .unknownUnit(let unit): "\(unit.quoted) is no unit of time; use s, min, h, d or w"
        }
    }
}
