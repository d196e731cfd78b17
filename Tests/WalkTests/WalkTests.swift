import HabitKit
import HabitTesting
import Testing

@testable import Walk

@Suite struct WalkTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("walk", plugin: WalkPlugin(), settings: settings).assess(builder.moment)
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
            name: "morning", builder: at("09:00"), state: .upcoming, due: "09:30",
            reason: "next at 09:30: 60 min active since 08:30"),
        Case(name: "due", builder: at("09:45"), state: .due, due: "09:30", reason: "60 min active since 08:30"),
        Case(
            name: "after a walk", builder: at("10:00").done("09:50", 12, .minutes), state: .upcoming, due: "10:50",
            reason: "next at 10:50: 60 min active since the last time"),
        Case(
            name: "after an absence shorter than a walk", builder: at("10:00").away("09:10", "09:14"), state: .due,
            due: "09:34", reason: "60 min active since 08:30"),
        Case(
            name: "after an absence as long as a walk", builder: at("10:00").away("09:10", "09:15"), state: .upcoming,
            due: "10:15", reason: "next at 10:15: 60 min active since a break of 5 min"),
        Case(
            name: "after a suspend", builder: at("10:00").asleep("08:50", "09:50"), state: .upcoming, due: "10:50",
            reason: "next at 10:50: 60 min active since a break of 60 min"),
        Case(
            name: "snoozed", builder: at("09:40").prompted("09:30", outcome: .snoozed), state: .upcoming, due: "10:30",
            reason: "next at 10:30: 60 min active since the last prompt"),
        Case(
            name: "goal met", builder: at("15:00").done("14:30", 40, .minutes), state: .satisfied, due: nil,
            reason: "the day's goal is met: 40 of 30 min"),
        Case(
            name: "gentle", builder: at("09:00").mode(.gentle), state: .upcoming, due: "10:30",
            reason: "a gentle day; next at 10:30: 120 min active since 08:30"),
        Case(
            name: "rest", builder: at("12:00").mode(.rest), state: .resting, due: nil,
            reason: "a day of rest: a few steps when you feel like it"),
        Case(
            name: "rest, the goal met", builder: at("15:00").done("14:30", 40, .minutes).mode(.rest), state: .satisfied,
            due: nil, reason: "a day of rest; the day's goal is met: 40 of 30 min"),
        Case(
            name: "evening", builder: at("23:00"), state: .upcoming, due: nil, reason: "today's active hours are over"),
    ]

    @Test(arguments: cases)
    func `breaks up sitting`(case: Case) async throws {
        let assessment = try await assess(`case`.builder)
        #expect(assessment.state == `case`.state)
        #expect(assessment.prompt.map { `case`.builder.moment.clock($0.due) } == `case`.due)
        #expect(assessment.reason == `case`.reason)
    }

    @Test func `counts minutes in any unit of time, and nothing else`() async throws {
        let builder = Self.at("12:00").done("09:00", 0.25, .hours).done("10:00", 5, .minutes).done(
            "11:00", 4000, .steps)
        #expect(try await assess(builder).progress == Progress(done: 20, target: 30, unit: .minutes))
    }

    @Test func `a gentle day asks for half`() async throws {
        let gentle = try await assess(Self.at("12:00").mode(.gentle))
        #expect(gentle.progress?.target == 15)
        #expect(gentle.prompt?.repeats == 0)
        #expect(gentle.prompt?.message == "A slow stroll of 3 min, only as far as feels good")
    }

    @Test func `the message tells how far the day has come`() async throws {
        #expect(try await assess(Self.at("10:00")).prompt?.message == "Time to get up: a walk of 5 min")
        let some = try await assess(Self.at("12:00").done("10:00", 10, .minutes))
        #expect(some.prompt?.message == "Time to get up: a walk of 5 min; 10 of 30 min walked today")
        #expect(some.prompt?.repeats == 1)
        let met = try await assess(Self.at("12:00").done("10:00", 30, .minutes), ["beyond": .boolean(true)])
        #expect(met.prompt?.message == "Time to get up: a walk of 5 min; today's goal is already met")
        #expect(met.prompt?.repeats == 0)
    }

    @Test func `goes on past the goal where that is wanted, but not on a day of rest`() async throws {
        let met = Self.at("15:00").done("14:30", 40, .minutes)
        let beyond = try await assess(met, ["beyond": .boolean(true)])
        #expect(beyond.state == .satisfied)
        #expect(beyond.reason == "goal met; next at 15:30: 60 min active since the last time")
        #expect(try await assess(met.mode(.rest), ["beyond": .boolean(true)]).prompt == nil)
    }

    @Test func `is time on one's feet to other habits`() {
        #expect(WalkPlugin().manifest.isMovement)
    }
}
