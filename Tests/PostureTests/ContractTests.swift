import HabitTesting
import Testing

@testable import Posture

@Suite struct ContractTests {
    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: PosturePlugin())
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
