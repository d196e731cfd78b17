import HabitKit
import HabitTesting
import Testing

@testable import FoamRoll

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        ["times": .integer(14), "rest": .integer(6), "hold": .number(30)],
        ["times": .integer(1), "rest": .integer(0), "at": .text("03:00"), "areas": .list(["back"])],
        ["times": .integer(7), "at": .text("23:59"), "hold": .number(120)],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: FoamRollPlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
