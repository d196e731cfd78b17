import HabitKit
import HabitTesting
import Testing

@testable import Walk

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        [
            "every": .number(60), "length": .number(60), "goal": .number(60), "suspend": .text("reset"),
            "beyond": .boolean(true),
        ],
        ["every": .number(86_400), "goal": .number(36_000), "break": .number(3600)],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: WalkPlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
