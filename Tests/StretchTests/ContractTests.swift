import HabitTesting
import Testing

@testable import Stretch

@Suite struct ContractTests {
    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: StretchPlugin())
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
