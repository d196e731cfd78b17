/// One thing a user can set, with its default and what is allowed.
public struct SettingSpec: Sendable, Codable, Equatable {
    /// The key in the habit's table: `every`.
    public var key: String
    /// One line of what it does.
    public var summary: String
    /// What it holds, and its range.
    public var kind: Kind
    /// Within the range; what holds where nothing is set.
    public var defaultValue: SettingValue

    /// What a setting holds.
    public enum Kind: Sendable, Codable, Equatable {
        /// A duration, written `30min`; the range is in seconds.
        case duration(ClosedRange<Double>)
        /// An amount of the unit's dimension, written `250ml`; the range is in the unit.
        case quantity(Unit, ClosedRange<Double>)
        case integer(ClosedRange<Int>)
        case boolean
        /// A time of day, written `18:00`.
        case time
        /// Times of day, at least one and at most this many, in the order of the day's face; written `["08:30", "20:30"]`.
        case times(Int)
        /// One of these words.
        case choice([String])
        /// Any number of these words, in the user's order.
        case choices([String])
        /// Free text of at most this many characters.
        case text(Int)
        /// A date, written `2026-09-01`; empty where none is set.
        case date
        /// A plan that tapers, written as ``Phases`` are: `1w for 13w`, `2w`; a list of texts once read.
        case phases
    }

    public init(_ key: String, _ kind: Kind, default value: SettingValue, _ summary: String) {
        self.key = key
        self.kind = kind
        self.defaultValue = value
        self.summary = summary
    }
}

/// A setting's value once read: durations in seconds, quantities in the spec's unit.
public enum SettingValue: Sendable, Codable, Equatable {
    case number(Double)
    case integer(Int)
    case boolean(Bool)
    case text(String)
    case list([String])
}

/// Values by key, checked and completed with defaults; what a plugin's `Settings` is decoded from.
public typealias SettingTable = [String: SettingValue]

/// What an entry may say beside its amount.
public struct AttributeSpec: Sendable, Codable, Equatable {
    /// The key as typed: `area`.
    public var key: String
    /// One line of what it says.
    public var summary: String
    /// What it holds, and its range.
    public var kind: Kind

    /// What an attribute holds.
    public enum Kind: Sendable, Codable, Equatable {
        /// One of these words; it may be typed short while it is clear.
        case choice([String])
        case integer(ClosedRange<Int>)
        /// Free text of at most this many characters.
        case text(Int)
    }

    public init(_ key: String, _ kind: Kind, _ summary: String) {
        self.key = key
        self.kind = kind
        self.summary = summary
    }
}
