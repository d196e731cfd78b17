import HabitTesting
import Testing

@testable import Walk

@Suite struct ContractTests {
    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: WalkPlugin())
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
