import HabitKit
import HabitTesting
import Testing

@testable import Water

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        ["target": .number(4), "serving": .number(50)], ["target": .number(0.1), "serving": .number(1000)],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: WaterPlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
