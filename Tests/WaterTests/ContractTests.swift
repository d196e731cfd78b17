import HabitTesting
import Testing

@testable import Water

@Suite struct ContractTests {
    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: WaterPlugin())
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
