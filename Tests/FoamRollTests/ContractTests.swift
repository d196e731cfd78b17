import HabitTesting
import Testing

@testable import FoamRoll

@Suite struct ContractTests {
    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: FoamRollPlugin())
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
