/// Numbers as people read and write them, without a locale: a point for decimals, no grouping.
public enum NumberText {
    /// The shortest form with at most two decimals: `2`, `1.5`, `0.25`.
    public static func print(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 9e15 else { return "\(number)" }
        let hundredths = Int64((abs(number) * 100).rounded())
        let sign = number < 0 && hundredths > 0 ? "-" : ""
        let whole = hundredths / 100
        let rest = hundredths % 100
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// Reads digits with at most one point or comma for decimals: `1.5`, `1,5`; nil for anything else, so no
    /// exponents, signs or `nan`.
    public static func parse(_ text: some StringProtocol) -> Double? {
        let bytes = Array(text.utf8)
        let separators = bytes.filter { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
        let digits = bytes.filter { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 15, separators.count <= 1, digits.count + separators.count == bytes.count
        else { return nil }
        return Double(String(decoding: bytes.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self))
    }
}
