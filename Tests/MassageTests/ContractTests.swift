import HabitKit
import HabitTesting
import Testing

@testable import Massage

@Suite struct ContractTests {
    private static let extremes: [SettingTable] = [
        ["started": .text("2026-09-01")], ["started": .text("2026-11-24"), "phases": .list(["1d"])],
        ["started": .text("1900-01-01"), "at": .text("03:00"), "length": .number(14_400)],
        ["started": .text("9999-12-31"), "phases": .list(["364d"])],
        ["started": .text("2026-11-20"), "phases": .list(["1w for 1d", "2d"]), "at": .text("23:59")],
    ]

    @Test func `keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: MassagePlugin(), settings: Self.extremes)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }
}
