public import HabitKit

/// What is told of each day, as one side of a question. Habits are meant by their plugin, so that a second habit of the same
/// kind counts with the first.
public enum Factor: Hashable, Sendable {
    /// Minutes of every habit whose entries are time on one's feet.
    case movement
    /// What was done of a plugin's habits, in the plugin's unit.
    case amount(plugin: String)
    /// Days since something of a plugin was last done, 0 on the day itself.
    case daysSince(plugin: String)
    /// Days until something of a plugin is next done.
    case daysUntil(plugin: String)
    /// The mean of the day's ratings.
    case rating(CheckIn.Scale)
}

/// A question that was fixed before anybody looked at the data: after days with more of one thing than usual, is another
/// thing different?
///
/// Which questions are asked is not the engine's to say: habitd gives it a table.
public struct AssociationQuestion: Sendable, Equatable {
    /// `movement-pain`.
    public var id: String
    public var cause: Factor
    public var effect: Factor
    /// Days from the cause to the effect: 1 is the next day.
    public var lag: Int
    /// It asks another question the other way round.
    public var isReverse: Bool
    /// What it is about: `Movement, and pain the next day`.
    public var title: String
    /// How a finding begins: `On days after more movement`.
    public var more: String
    /// How it goes on: `pain was`.
    public var then: String
    /// The unit of the effect: `points`.
    public var unit: String
    /// What a positive and a negative difference are called.
    public var directions: Directions

    public enum Directions: Sendable {
        case higherOrLower, moreOrLess, laterOrSooner
    }

    public init(
        id: String, _ cause: Factor, _ effect: Factor, lag: Int, isReverse: Bool = false, title: String, more: String,
        then: String, unit: String, _ directions: Directions = .higherOrLower
    ) {
        self.id = id
        self.cause = cause
        self.effect = effect
        self.lag = lag
        self.isReverse = isReverse
        self.title = title
        self.more = more
        self.then = then
        self.unit = unit
        self.directions = directions
    }
}
