import HabitKit
import Testing

@Suite struct QuantityTests {
    @Test(arguments: [
        ("250ml", 250, Unit.millilitres), ("0.25 l", 0.25, .litres), ("1,5l", 1.5, .litres), ("2 cups", 2, .cups),
        ("1 cup", 1, .cups), ("12 OZ", 12, .ounces), ("20cl", 20, .centilitres), ("8 reps", 8, .repetitions),
        ("5km", 5, .kilometres), ("6000 steps", 6000, .steps), ("90s", 90, .seconds), ("1h", 1, .hours),
    ])
    func `an amount is read with its unit`(text: String, amount: Double, unit: Unit) throws {
        #expect(try Quantity(parsing: text) == Quantity(amount: amount, unit: unit))
    }

    @Test func `a bare number takes the habit's unit`() throws {
        #expect(try Quantity(parsing: "250", default: .millilitres) == Quantity(amount: 250, unit: .millilitres))
    }

    @Test func `several parts of time are one duration`() throws {
        #expect(try Quantity(parsing: "1h30min").converted(to: .minutes).amount == 90)
    }

    @Test(arguments: [
        ("", QuantityError.Problem.empty), ("water", .notANumber), ("-2l", .negative), ("0ml", .zero), ("0", .zero),
        ("5m", .ambiguous), ("3 horses", .unknownUnit("horses")), ("9999999999ml", .tooLarge), ("nan", .notANumber),
        ("1.2.3ml", .notANumber), ("1e3ml", .unknownUnit("e3ml")),
    ])
    func `what is no amount says why`(text: String, problem: QuantityError.Problem) {
        #expect(throws: QuantityError(text: text, problem: problem)) {
            try Quantity(parsing: text, default: .millilitres)
        }
    }

    @Test func `without a unit and without a habit's unit it is asked for`() {
        #expect(throws: QuantityError(text: "250", problem: .missingUnit)) { try Quantity(parsing: "250") }
    }

    @Test func `other dimensions do not convert`() {
        #expect(throws: QuantityError.self) { try Quantity(amount: 250, unit: .millilitres).converted(to: .minutes) }
    }

    @Test func `converting there and back keeps the amount`() throws {
        var random = SeededRandom(seed: 11)
        for unit in Unit.all {
            for other in Unit.all where other.dimension == unit.dimension {
                let amount = Double.random(in: 0.1...1000, using: &random)
                let back = try Quantity(amount: amount, unit: unit).converted(to: other).converted(to: unit)
                #expect(abs(back.amount - amount) < 1e-9 * amount)
            }
        }
    }

    @Test(arguments: [
        (250.0, Unit.millilitres, "250 ml"), (1.5, .litres, "1.5 l"), (1, .cups, "1 cup"), (2, .cups, "2 cups"),
        (0.333, .litres, "0.33 l"), (1, .times, "1 time"), (3, .minutes, "3 min"),
    ])
    func `amounts print short`(amount: Double, unit: Unit, text: String) {
        #expect(Quantity(amount: amount, unit: unit).text == text)
    }

    @Test func `every spelling of every unit is understood and none means two things`() {
        for unit in Unit.all { #expect(Unit(unit.symbol.uppercased()) == unit) }
        #expect(Unit("m") == nil)
        #expect(Set(Unit.all.map(\.symbol)).count == Unit.all.count)
    }
}
