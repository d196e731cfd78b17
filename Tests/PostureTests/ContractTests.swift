import HabitKit
import HabitTesting
import Testing

@testable import Posture

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        ["every": .number(60), "break": .number(30), "cues": .list(["phone"])],
        ["every": .number(28_800), "suspend": .text("reset")],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: PosturePlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
