import HabitKit
import HabitTesting
import Testing

@testable import Stretch

@Suite struct StretchTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("stretch", plugin: StretchPlugin(), settings: settings).assess(builder.moment)
    }

    private let noon = MomentBuilder("2026-11-24 12:00").habit("stretch").presentSince("11:00")

    @Test func `falls due after ninety active minutes and offers one area with its routine`() async throws {
        let assessment = try await assess(noon)
        #expect(assessment.state == .upcoming)
        #expect(assessment.prompt?.due == noon.instant("12:30"))
        #expect(assessment.prompt?.key == "neck")
        #expect(assessment.prompt?.routine?.id == "neck")
        #expect(assessment.prompt?.message == "A stretch for the neck and shoulders, about 3 min")
        #expect(assessment.prompt?.repeats == 1)
    }

    @Test func `areas take turns after what was done or offered last`() async throws {
        let afterEntry = noon.done("11:10", 3, .minutes, attributes: ["area": "hips"])
        #expect(try await assess(afterEntry).prompt?.key == "hamstrings")
        #expect(try await assess(afterEntry.prompted("11:30", key: "wrists")).prompt?.key == "neck")
        #expect(
            try await assess(
                noon.prompted("11:05", key: "wrists").done("11:10", 3, .minutes, attributes: ["area": "neck"])
            ).prompt?.key == "lower-back")
    }

    @Test func `only the areas that are set take turns`() async throws {
        let assessment = try await assess(
            noon.done("11:10", 3, .minutes, attributes: ["area": "neck"]), ["areas": .list(["wrists", "hips"])])
        #expect(assessment.prompt?.key == "wrists")
    }

    @Test func `says no more once the goal is met, unless asked to`() async throws {
        let met = noon.done("09:00", 3, .minutes).done("11:00", 3, .minutes)
        #expect(try await assess(met).state == .satisfied)
        #expect(try await assess(met).prompt == nil)
        #expect(try await assess(met, ["beyond": .boolean(true)]).prompt != nil)
    }

    @Test func `a gentle day asks half as often for the softer form, which counts`() async throws {
        let gentle = try await assess(noon.mode(.gentle))
        #expect(gentle.prompt?.due == noon.instant("14:00"))
        #expect(gentle.prompt?.routine?.id == "neck-gentle")
        let counted = try await assess(noon.done("11:00", 3, .minutes, kind: .gentle))
        #expect(counted.progress?.done == 1)
    }

    @Test func `a day of rest is silent`() async throws {
        let rest = try await assess(noon.mode(.rest))
        #expect(rest.state == .resting)
        #expect(rest.prompt == nil)
    }

    @Test(arguments: Area.allCases)
    func `each area takes about three minutes, holds of 10 to 30 s, about a minute an exercise`(area: Area) {
        #expect((150...210).contains(area.routine.seconds))
        for step in area.routine.steps {
            #expect((10...30).contains(step.holdSeconds))
            #expect((50...70).contains(step.seconds))
        }
        #expect(area.gentleRoutine.seconds < area.routine.seconds)
    }
}
