import HabitKit
import HabitTesting
import Testing

@testable import WristCircles

@Suite struct WristCirclesTests {
    private let settings = WristCircles.Settings(every: .hours(1), circles: 8, hands: .both)

    @Test func `it keeps the contract of every plugin`() async {
        let violations = await PluginContract.violations(of: WristCircles())
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test func `an hour at the desk is followed by a round for both hands`() {
        let answer = WristCircles().assess(
            MomentBuilder("2026-11-24 10:30").presentSince("09:30").moment, settings: settings)
        #expect(answer.state == .due)
        #expect(answer.prompt?.routine?.steps.contains { $0.bothSides } == true)
    }

    @Test func `a gentle day asks half as often, a day of rest not at all`() {
        let moment = MomentBuilder("2026-11-24 10:30").presentSince("09:30")
        let gentle = WristCircles().assess(moment.mode(.gentle).moment, settings: settings)
        #expect(gentle.prompt?.due == moment.instant("11:30"))
        #expect(WristCircles().assess(moment.mode(.rest).moment, settings: settings).prompt == nil)
    }
}
