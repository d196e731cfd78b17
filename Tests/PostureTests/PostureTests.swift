import HabitKit
import HabitTesting
import Testing

@testable import Posture

@Suite struct PostureTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("posture", plugin: PosturePlugin(), settings: settings).assess(builder.moment)
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
            name: "morning", builder: at("09:00"), state: .upcoming, due: "09:15",
            reason: "next at 09:15: 45 min active since 08:30"),
        Case(name: "due", builder: at("09:20"), state: .due, due: "09:15", reason: "45 min active since 08:30"),
        Case(
            name: "up for two minutes", builder: at("09:20").away("09:00", "09:02"), state: .upcoming, due: "09:47",
            reason: "next at 09:47: 45 min active since a break of 2 min"),
        Case(
            name: "after a walk", builder: at("09:20").moved("09:00", "09:10"), state: .upcoming, due: "09:55",
            reason: "next at 09:55: 45 min active since you moved for 10 min"),
        Case(
            name: "away", builder: at("09:20").awaySince("09:00"), state: .upcoming, due: nil,
            reason: "a break since 09:00: 45 min begin anew when you are back"),
        Case(
            name: "snoozed", builder: at("09:20").prompted("09:15", outcome: .snoozed), state: .upcoming, due: "10:00",
            reason: "next at 10:00: 45 min active since the last prompt"),
        Case(
            name: "gentle", builder: at("09:20").mode(.gentle), state: .upcoming, due: "10:00",
            reason: "a gentle day; next at 10:00: 90 min active since 08:30"),
        Case(
            name: "rest", builder: at("12:00").mode(.rest), state: .resting, due: nil,
            reason: "a day of rest: sit and lie as feels best"),
        Case(
            name: "evening", builder: at("22:00"), state: .upcoming, due: nil, reason: "today's active hours are over"),
    ]

    @Test(arguments: cases)
    func `asks by active time`(case: Case) async throws {
        let assessment = try await assess(`case`.builder)
        #expect(assessment.state == `case`.state)
        #expect(assessment.prompt.map { `case`.builder.moment.clock($0.due) } == `case`.due)
        #expect(assessment.reason == `case`.reason)
    }

    @Test func `counts without a goal, and is never repeated`() async throws {
        let assessment = try await assess(Self.at("12:00").done("09:00").done("10:00"))
        #expect(assessment.progress == Progress(done: 2, target: nil, unit: .times))
        #expect(assessment.prompt?.repeats == 0)
    }

    @Test func `three looks recorded at once are three`() async throws {
        let assessment = try await assess(Self.at("12:00").done("09:00", 3).done("10:00"))
        #expect(assessment.progress?.done == 4)
    }

    @Test func `every cue gets its turn`() async throws {
        var seen: [String] = []
        var builder = Self.at("12:00")
        for _ in 0..<6 {
            let key = try #require(try await assess(builder).prompt?.key)
            seen.append(key)
            builder = builder.prompted("10:00", key: key, outcome: .lapsed)
        }
        #expect(seen == ["chair", "screen", "shoulders", "phone", "standing", "chair"])
    }

    @Test func `only the chosen cues are told, each in its own words`() async throws {
        let settings: SettingTable = ["cues": .list(["phone"])]
        let prompt = try await assess(Self.at("12:00").prompted("10:00", key: "chair"), settings).prompt
        #expect(prompt?.message == Cue.phone.message)
        #expect(Set(Cue.allCases.map(\.message)).count == Cue.allCases.count)
    }
}
