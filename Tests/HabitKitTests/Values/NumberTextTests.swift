import HabitKit
import Testing

@Suite struct NumberTextTests {
    @Test(arguments: [
        (2.0, "2"), (1.5, "1.5"), (0.25, "0.25"), (0.05, "0.05"), (1.005, "1"), (0.999, "1"), (-0.001, "0"),
        (-1.5, "-1.5"),
        (1_250, "1250"), (0, "0"), (1e15, "1000000000000000"), (0.1 + 0.2, "0.3"),
    ])
    func `numbers print as short as they can`(number: Double, text: String) {
        #expect(NumberText.print(number) == text)
    }

    @Test(arguments: [("1.5", 1.5), ("1,5", 1.5), (".5", 0.5), ("5.", 5), ("007", 7), ("0", 0)])
    func `a point and a comma both stand before decimals`(text: String, number: Double) {
        #expect(NumberText.parse(text) == number)
    }

    @Test(arguments: [
        "", ".", ",", "1.2.3", "1,234.5", "-1", "+1", "1e3", "nan", "inf", "0x10", " 1", "1 ", "١", "1234567890123456",
    ])
    func `anything else is no number`(text: String) {
        #expect(NumberText.parse(text) == nil)
    }

    @Test func `hundredths read back as they were printed`() {
        var random = SeededRandom(seed: 41)
        for _ in 0..<5000 {
            let number = Double(Int.random(in: 0...100_000_000, using: &random)) / 100
            #expect(NumberText.parse(NumberText.print(number)) == number)
        }
    }

    @Test func `a quantity's text reads back in every unit`() throws {
        var random = SeededRandom(seed: 42)
        for unit in Unit.all {
            for amount in [1, 2] + (0..<50).map({ _ in Double(Int.random(in: 1...1_000_000, using: &random)) / 100 }) {
                let quantity = Quantity(amount: amount, unit: unit)
                #expect(try Quantity(parsing: quantity.text) == quantity, "\(quantity.text)")
            }
        }
    }
}
