/// An amount with its unit: 250 ml, 12 min, 3 times.
public struct Quantity: Sendable, Hashable, Codable {
    /// How many of `unit`.
    public var amount: Double
    /// What is counted.
    public var unit: Unit

    public init(amount: Double, unit: Unit) {
        self.amount = amount
        self.unit = unit
    }

    /// Reads what a person types: `250ml`, `0.25 l`, `1,5l`, `2 cups`, `1h30min`, or a bare number in `unit`.
    ///
    /// - Parameter unit: the unit of a number without one; nil refuses it.
    /// - Throws: ``QuantityError`` that tells apart what is missing, negative, zero or beyond measure.
    public init(parsing text: some StringProtocol, default unit: Unit? = nil) throws(QuantityError) {
        let typed = text.trimmingBlanks()
        guard !typed.isEmpty else { throw QuantityError(text: typed, problem: .empty) }
        if typed.hasPrefix("-") || typed.hasPrefix("−") { throw QuantityError(text: typed, problem: .negative) }
        let number = typed.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        guard let amount = NumberText.parse(number) else { throw QuantityError(text: typed, problem: .notANumber) }
        let word = typed.dropFirst(number.count).trimmingBlanks()
        let found = try Self.unit(word, default: unit, in: typed)
        if let found {
            self.init(amount: amount, unit: found)
        } else {
            // Several parts, `1h30min`: a duration or nothing.
            guard let duration = try? DurationText.parse(typed) else {
                throw QuantityError(text: typed, problem: .unknownUnit(word))
            }
            self.init(amount: Double(duration.microseconds) / 1_000_000, unit: .seconds)
        }
        guard self.amount > 0 else { throw QuantityError(text: typed, problem: .zero) }
        guard self.amount < 1e9 else { throw QuantityError(text: typed, problem: .tooLarge) }
    }

    private static func unit(
        _ word: String, default unit: Unit?, in text: String
    ) throws(QuantityError) -> Unit? {
        if word.isEmpty {
            guard let unit else { throw QuantityError(text: text, problem: .missingUnit) }
            return unit
        }
        if word.lowercased() == "m" { throw QuantityError(text: text, problem: .ambiguous) }
        if let found = Unit(word) { return found }
        guard word.contains(where: \.isNumber) else { throw QuantityError(text: text, problem: .unknownUnit(word)) }
        return nil
    }

    /// The same amount in another unit of its dimension.
    public func converted(to other: Unit) throws(QuantityError) -> Quantity {
        guard other.dimension == unit.dimension else {
            throw QuantityError(text: text, problem: .otherDimension(wanted: other))
        }
        guard other != unit else { return self }
        return Quantity(amount: amount * unit.scale / other.scale, unit: other)
    }

    /// `250 ml`, `1.5 l`, `12 min`; one of a plural unit loses its s: `1 cup`.
    public var text: String {
        let plural = [Unit.cups, .steps, .repetitions, .times, .points, .metres].contains(unit)
        let symbol = plural && amount == 1 ? String(unit.symbol.dropLast()) : unit.symbol
        return NumberText.print(amount) + " " + symbol
    }
}

/// A text that is no amount, or an amount of something else.
public struct QuantityError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was typed.
    public var text: String
    public var problem: Problem

    public init(text: String, problem: Problem) {
        self.text = text
        self.problem = problem
    }

    /// What is wrong with it.
    public enum Problem: Sendable, Equatable {
        case empty, notANumber, negative, zero, tooLarge, missingUnit
        /// `m`: minutes, metres or months.
        case ambiguous
        case unknownUnit(String)
        case otherDimension(wanted: Unit)
    }

    /// One clause without a full stop.
    public var description: String {
        switch problem {
        case .empty: "an amount is missing"
        case .notANumber: "\(text.quoted) does not begin with a number"
        case .negative: "an amount cannot be negative"
        case .zero: "an amount of nothing cannot be recorded"
        case .tooLarge: "\(text.quoted) is beyond measure"
        case .missingUnit: "\(text.quoted) needs a unit"
        case .ambiguous: "\(text.quoted): m could be minutes or metres; write min or metres"
        case .unknownUnit(let word): "\(word.quoted) is no unit that is known here"
        case .otherDimension(let wanted): "\(text.quoted) cannot be counted in \(wanted.symbol)"
        }
    }
}
