import HabitKit
import HabitTesting
import Testing

@testable import Stretch

@Suite struct StretchTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("stretch", plugin: StretchPlugin(), settings: settings).assess(builder.moment)
    }

    private func clock(_ assessment: Assessment, _ builder: MomentBuilder) -> String? {
        assessment.prompt.map { builder.moment.clock($0.due) }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var builder: MomentBuilder
        var state: Assessment.State
        var due: String?
        var reason: String
        var testDescription: String { name }
    }

    private static func at(_ time: String) -> MomentBuilder {
        MomentBuilder("2026-11-24 \(time)").presentSince("08:30")
    }

    static let cases = [
        Case(
            name: "morning", builder: at("09:00"), state: .upcoming, due: "10:00",
            reason: "next at 10:00: 90 min active since 08:30"),
        Case(name: "due", builder: at("10:00"), state: .due, due: "10:00", reason: "90 min active since 08:30"),
        Case(
            name: "after an absence", builder: at("10:00").away("09:30", "09:40"), state: .upcoming, due: "11:10",
            reason: "next at 11:10: 90 min active since a break of 10 min"),
        Case(
            name: "after a walk", builder: at("10:00").moved("09:40", "09:50"), state: .upcoming, due: "11:20",
            reason: "next at 11:20: 90 min active since you moved for 10 min"),
        Case(
            name: "after a suspend", builder: at("10:00").asleep("09:30", "09:50"), state: .upcoming, due: "11:20",
            reason: "next at 11:20: 90 min active since a break of 20 min"),
        Case(
            name: "snoozed", builder: at("10:05").prompted("10:00", outcome: .snoozed), state: .upcoming, due: "11:30",
            reason: "next at 11:30: 90 min active since the last prompt"),
        Case(
            name: "done once", builder: at("10:10").done("10:05", 3, .minutes), state: .upcoming, due: "11:35",
            reason: "next at 11:35: 90 min active since the last time"),
        Case(
            name: "goal met", builder: at("14:00").done("10:05", 3, .minutes).done("12:00", 3, .minutes),
            state: .satisfied, due: nil, reason: "the day's goal is met: 2 of 2"),
        Case(
            name: "gentle", builder: at("09:00").mode(.gentle), state: .upcoming, due: "11:30",
            reason: "a gentle day; next at 11:30: 3 h active since 08:30"),
        Case(
            name: "rest", builder: at("12:00").mode(.rest), state: .resting, due: nil,
            reason: "a day of rest: stretch only if it feels good"),
        Case(
            name: "rest, the goal met",
            builder: at("14:00").done("10:05", 3, .minutes).done("12:00", 3, .minutes).mode(.rest),
            state: .satisfied, due: nil, reason: "a day of rest; the day's goal is met: 2 of 2"),
        Case(
            name: "evening", builder: at("22:30"), state: .upcoming, due: nil, reason: "today's active hours are over"),
    ]

    @Test(arguments: cases)
    func `asks by active time`(case: Case) async throws {
        let assessment = try await assess(`case`.builder)
        #expect(assessment.state == `case`.state)
        #expect(clock(assessment, `case`.builder) == `case`.due)
        #expect(assessment.reason == `case`.reason)
    }

    @Test func `areas take turns after what was done or offered last`() async throws {
        let fresh = try await assess(Self.at("10:00"))
        #expect(fresh.prompt?.key == "neck")
        #expect(fresh.prompt?.message == "A stretch for the neck and shoulders, about 3 min")
        let offered = try await assess(Self.at("12:00").prompted("10:00", key: "neck", outcome: .lapsed))
        #expect(offered.prompt?.key == "lower-back")
        let done = Self.at("12:00").prompted("10:00", key: "neck", outcome: .done)
        let other = try await assess(done.done("10:30", 3, .minutes, attributes: ["area": "hips"]))
        #expect(other.prompt?.key == "hamstrings")
        let yesterday = try await assess(
            Self.at("10:00").done("18:00", 3, .minutes, daysAgo: 1, attributes: ["area": "wrists"]))
        #expect(yesterday.prompt?.key == "neck")
    }

    @Test func `whoever walks every hour is asked for a stretch all the same`() async throws {
        let walker = Self.at("12:00").moved("09:30", "09:36").moved("10:30", "10:36").moved("11:30", "11:36")
        let assessment = try await assess(walker)
        #expect(assessment.reason == "3 h active, breaks or not, since 08:30")
        #expect(clock(assessment, walker) == "11:30")
    }

    @Test func `only the areas that were chosen take turns`() async throws {
        let settings: SettingTable = ["areas": .list(["wrists", "hips"])]
        #expect(try await assess(Self.at("10:00"), settings).prompt?.key == "wrists")
        #expect(try await assess(Self.at("12:00").prompted("10:00", key: "wrists"), settings).prompt?.key == "hips")
        #expect(try await assess(Self.at("12:00").prompted("10:00", key: "neck"), settings).prompt?.key == "wrists")
    }

    @Test func `goes on past the goal where that is wanted`() async throws {
        let builder = Self.at("14:00").done("10:05", 3, .minutes).done("13:00", 3, .minutes)
        let assessment = try await assess(builder, ["beyond": .boolean(true)])
        #expect(assessment.state == .satisfied)
        #expect(clock(assessment, builder) == "14:30")
        #expect(assessment.progress == Progress(done: 2, target: 2, unit: .times))
    }

    @Test func `the gentle form counts as done, a rest does not`() async throws {
        let builder = Self.at("12:00").done("09:00", 2, .minutes, kind: .gentle).done(
            "10:00", 0, .minutes, kind: .rested)
        #expect(try await assess(builder).progress?.done == 1)
    }

    @Test func `one of two is the goal of a gentle day`() async throws {
        let gentle = Self.at("12:00").mode(.gentle)
        #expect(try await assess(gentle).progress?.target == 1)
        #expect(try await assess(gentle.done("09:00", 3, .minutes)).state == .satisfied)
        #expect(try await assess(gentle, ["times": .integer(5)]).progress?.target == 3)
    }

    @Test func `is repeated once, and on a gentle day never`() async throws {
        #expect(try await assess(Self.at("10:00")).prompt?.repeats == 1)
        let gentle = try await assess(Self.at("12:00").mode(.gentle)).prompt
        #expect(gentle?.repeats == 0)
        #expect(gentle?.routine?.id == "neck-gentle")
        #expect(gentle?.message.hasPrefix("A gentle stretch") == true)
    }

    @Test(arguments: Area.allCases)
    func `a routine holds 10 to 30 s, about a minute an exercise and three in all`(area: Area) {
        for step in area.routine.steps {
            #expect((10...30).contains(step.holdSeconds))
            #expect((50...70).contains(step.seconds))
        }
        #expect((160...200).contains(area.routine.seconds))
        #expect(area.gentleRoutine.steps.allSatisfy { (10...30).contains($0.holdSeconds) })
        #expect(area.gentleRoutine.seconds < area.routine.seconds)
    }
}
