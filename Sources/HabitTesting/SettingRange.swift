internal import HabitKit

/// Values at the ends of a setting's range and beyond them.
enum SettingRange {
    /// The most extreme values that are allowed: a plugin must live with each of them.
    static func ends(of spec: SettingSpec) -> [SettingValue] {
        switch spec.kind {
        case .duration(let range), .quantity(_, let range): [.number(range.lowerBound), .number(range.upperBound)]
        case .integer(let range): [.integer(range.lowerBound), .integer(range.upperBound)]
        case .boolean: [.boolean(false), .boolean(true)]
        case .time: [.text("00:00"), .text("23:59")]
        case .times(let most): [.list(["00:00"]), .list((0..<most).map { Self.hour(23 - $0) })]
        case .choice(let words): words.map { .text($0) }
        case .choices(let words): words.map { .list([$0]) } + [.list(words)]
        case .text(let limit): [.text(""), .text(String(repeating: "x", count: limit))]
        case .date: [.text(""), .text("1900-01-01"), .text("9999-12-31")]
        case .phases: [.list(["1d"]), .list(["1w for 13w", "2w for 400d", "364d"])]
        }
    }

    /// Values that no setting of this kind may take: out of range, and of a wrong type.
    static func outside(_ spec: SettingSpec) -> [RawSetting] {
        switch spec.kind {
        case .duration(let range):
            [.string("\(Int(range.upperBound) + 1)s"), .string("soon"), .integer(5), .boolean(true)]
                + (range.lowerBound > 1 ? [.string("\(Int(range.lowerBound.rounded(.up)) - 1)s")] : [])
        case .quantity(let unit, let range):
            [
                .number(range.upperBound + 1), .string("\(NumberText.print(range.upperBound + 1))\(unit.symbol)"),
                .number(.nan), .integer(-1), .boolean(true),
            ] + (range.lowerBound > 0 ? [.number(range.lowerBound / 2)] : [])
        case .integer(let range):
            [.integer(range.upperBound + 1), .integer(range.lowerBound - 1), .string("many")]
        case .boolean: [.string("yes"), .integer(1)]
        case .time: [.string("25:00"), .string("noon"), .integer(12)]
        case .times(let most):
            [.list([]), .list((0...most).map { .string(Self.hour($0)) }), .list([.string("noon")]), .integer(12)]
        case .choice: [.string("no such word"), .integer(1)]
        case .choices: [.list([]), .list([.string("no such word")]), .string("alone")]
        case .text(let limit): [.string(String(repeating: "x", count: limit + 1)), .integer(1)]
        case .date: [.string("2026-02-30"), .string("soon"), .integer(2026)]
        case .phases:
            [.list([]), .list([.string("1w"), .string("2w")]), .list([.string("1w for 2w")]), .string("1w")]
        }
    }

    private static func hour(_ hour: Int) -> String { (hour < 10 ? "0" : "") + "\(hour % 24):00" }
}
