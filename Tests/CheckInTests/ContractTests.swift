import HabitKit
import HabitTesting
import Testing

@testable import CheckIn

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        ["times": .list(["00:00", "03:59", "12:00", "23:59"]), "peg": .text("mon")], ["times": .list(["04:00"])],
        ["peg": .text("sun")],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: CheckInPlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
