import HabitKit

/// What was found out about one question.
public struct Association: Sendable, Equatable {
    public var question: AssociationQuestion
    /// Days on which both were told.
    public var days: Int
    /// Nil below the minimum counts: then nothing at all may be said.
    public var finding: Finding?
    /// Why not, where there is no finding.
    public var lacking: Lacking?

    /// What both sides differ by.
    public struct Finding: Sendable, Equatable {
        /// The mean effect on days with more than usual less that on days with less, in the question's unit.
        public var difference: Double
        /// 95 of a hundred; of this question alone, not corrected for the others. Nil where it was not asked for.
        public var interval: ClosedRange<Double>?
        /// Days on either side.
        public var more: Int
        public var less: Int
        /// How often chance alone makes as much of a difference.
        public var p: Double
        /// The same for so many questions asked at once (Holm 1979).
        public var correctedP: Double

        /// Chance alone would seldom do as much, all questions considered.
        public var standsOut: Bool { correctedP <= AssociationStudy.level }
    }

    /// What there are too few of.
    public enum Lacking: Sendable, Equatable {
        case days(Int, needed: Int)
        /// Days on the side that has fewer.
        case side(Int, needed: Int)
    }

    /// In a sentence or two, with the numbers that may be told.
    public var text: String {
        switch lacking {
        case .days(let days, let needed)?: return "\(question.title): not enough days yet, \(days) of \(needed)."
        case .side(let days, let needed)?:
            return "\(question.title): not enough days with a difference yet, \(days) of \(needed)."
        case nil: break
        }
        guard let finding else { return "\(question.title): nothing is known." }
        let numbers = Self.numbers(finding)
        guard finding.standsOut else {
            return "\(question.title): nothing stands out (\(signed(finding.difference)); \(numbers))."
        }
        return "\(question.more), \(question.then) \(phrase(finding.difference)) (\(numbers)). "
            + "That is not proof of a cause."
    }

    /// `95 % −1.0 to −0.2; 140 and 138 days`.
    private static func numbers(_ finding: Finding) -> String {
        let days = "\(finding.more) and \(finding.less) days"
        guard let interval = finding.interval else { return days }
        return "95 % \(number(interval.lowerBound)) to \(number(interval.upperBound)); \(days)"
    }

    private func signed(_ value: Double) -> String {
        (value > 0 ? "+" : "") + Self.number(value) + " \(question.unit)"
    }

    /// `0.6 points lower`, `250 ml more`, `1.2 days sooner`.
    private func phrase(_ difference: Double) -> String {
        let words =
            switch question.directions {
            case .higherOrLower: ("higher", "lower")
            case .moreOrLess: ("more", "less")
            case .laterOrSooner: ("later", "sooner")
            }
        let amount = Self.number(abs(difference))
        return "\(amount) \(question.unit) \(difference < 0 ? words.1 : words.0)"
    }

    /// One decimal, none from a hundred on.
    static func number(_ value: Double) -> String {
        let scale = abs(value) >= 100 ? 1.0 : 10.0
        let rounded = (value * scale).rounded() / scale
        let text = NumberText.print(abs(rounded))
        let whole = scale == 10 && !text.contains(".") ? text + ".0" : text
        return (rounded < 0 ? "−" : "") + whole
    }
}
