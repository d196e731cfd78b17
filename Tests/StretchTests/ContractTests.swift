import HabitKit
import HabitTesting
import Testing

@testable import Stretch

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        ["every": .number(60), "times": .integer(1), "beyond": .boolean(true), "suspend": .text("reset")],
        ["every": .number(86_400), "areas": .list(["wrists"])],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: StretchPlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
