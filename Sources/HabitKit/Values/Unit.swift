/// A unit of measure. Units of one dimension convert into each other.
public struct Unit: Hashable, Sendable {
    /// What is written and printed: `ml`.
    public let symbol: String
    /// What it measures; units of one dimension convert.
    public let dimension: Dimension
    /// How many of the dimension's base unit one of this is. Base units: ml, s, m, one.
    public let scale: Double
    /// Other spellings that are understood, lower case.
    let aliases: [String]

    /// What can be measured: amounts of two dimensions never compare.
    public enum Dimension: String, Sendable, Codable {
        case volume, time, length, steps, repetitions, count, scale
    }

    init(_ symbol: String, _ dimension: Dimension, _ scale: Double = 1, _ aliases: String...) {
        self.symbol = symbol
        self.dimension = dimension
        self.scale = scale
        self.aliases = aliases
    }

    public static let millilitres = Unit("ml", .volume, 1, "millilitre", "millilitres", "milliliter", "milliliters")
    public static let centilitres = Unit("cl", .volume, 10, "centilitre", "centilitres")
    public static let decilitres = Unit("dl", .volume, 100, "decilitre", "decilitres")
    public static let litres = Unit("l", .volume, 1000, "litre", "litres", "liter", "liters")
    /// The US fluid ounce, 29.5735 ml (NIST Handbook 44, appendix C).
    public static let ounces = Unit("oz", .volume, 29.573_529_562_5, "ounce", "ounces", "floz")
    /// The US legal cup of 240 ml (21 CFR 101.9), as on food labels.
    public static let cups = Unit("cups", .volume, 240, "cup")
    public static let seconds = Unit("s", .time, 1, "sec", "secs", "second", "seconds")
    /// `m` is left out on purpose: it is read as months, minutes or metres, so it is refused.
    public static let minutes = Unit("min", .time, 60, "mins", "minute", "minutes")
    public static let hours = Unit("h", .time, 3600, "hr", "hrs", "hour", "hours")
    public static let metres = Unit("metres", .length, 1, "metre", "meter", "meters")
    public static let kilometres = Unit("km", .length, 1000, "kilometre", "kilometres", "kilometer", "kilometers")
    /// The international mile (1959), 1,609.344 m.
    public static let miles = Unit("mi", .length, 1609.344, "mile", "miles")
    public static let steps = Unit("steps", .steps, 1, "step")
    public static let repetitions = Unit("reps", .repetitions, 1, "rep", "repetition", "repetitions")
    public static let times = Unit("times", .count, 1, "time", "x")
    public static let points = Unit("points", .scale, 1, "point", "pt")

    /// Every unit the kit knows.
    public static let all: [Unit] = [
        millilitres, centilitres, decilitres, litres, ounces, cups, seconds, minutes, hours, metres, kilometres,
        miles, steps, repetitions, times, points,
    ]

    /// The unit written as `text`, in any of its spellings and any case; nil when unknown.
    public init?(_ text: String) {
        let key = text.lowercased()
        guard let unit = Self.all.first(where: { $0.symbol == key || $0.aliases.contains(key) }) else { return nil }
        self = unit
    }

    public static func == (left: Unit, right: Unit) -> Bool { left.symbol == right.symbol }
    public func hash(into hasher: inout Hasher) { hasher.combine(symbol) }
}

extension Unit: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let unit = Unit(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no unit is called \(text.quoted)"))
        }
        self = unit
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(symbol)
    }
}
