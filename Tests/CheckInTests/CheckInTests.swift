import HabitKit
import HabitTesting
import Testing

@testable import CheckIn

@Suite struct CheckInTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var builder: MomentBuilder
        var settings: SettingTable = [:]
        var state: Assessment.State
        var due: String?
        var message: String?
        var reason: String
        var testDescription: String { name }
    }

    /// 2026-11-25 is a Wednesday.
    private static func at(_ time: String) -> MomentBuilder {
        MomentBuilder("2026-11-25 \(time)").habit("check-in")
    }

    private static let usual = "How are you? Four keys, half a minute"
    private static let soft = "How are you, if you feel like telling?"
    private static let twice: SettingTable = ["times": .list(["09:00", "20:30"])]

    static let cases = [
        Case(
            name: "once in the evening", builder: at("12:00"), state: .upcoming, due: "at 20:30", message: usual,
            reason: "next at 20:30"),
        Case(
            name: "its time has come", builder: at("20:31"), state: .due, due: "at 20:30", message: usual,
            reason: "it is past 20:30"),
        Case(
            name: "told unasked", builder: at("12:00").done("10:00"), state: .satisfied, due: nil, message: nil,
            reason: "told once today"),
        Case(
            name: "told more often than asked", builder: at("12:00").done("10:00").done("11:00"), state: .satisfied,
            due: nil, message: nil, reason: "told 2 times today"),
        Case(
            name: "two times", builder: at("08:00"), settings: twice, state: .upcoming, due: "at 09:00", message: usual,
            reason: "next at 09:00"),
        Case(
            name: "early for the first of two", builder: at("08:50").done("08:45"), settings: twice, state: .upcoming,
            due: "at 20:30", message: usual, reason: "next at 20:30"),
        Case(
            name: "unanswered, not again today", builder: at("20:50").prompted("20:30", outcome: .lapsed),
            state: .upcoming, due: "tomorrow at 20:30", message: usual,
            reason: "nothing more today, next tomorrow at 20:30"),
        Case(
            name: "a gentle day asks softly, once", builder: at("08:00").mode(.gentle), settings: twice,
            state: .upcoming, due: "at 20:30", message: soft, reason: "next at 20:30"),
        Case(
            name: "so does a day of rest", builder: at("20:45").mode(.rest), state: .due, due: "at 20:30",
            message: soft, reason: "it is past 20:30"),
        Case(
            name: "told once is enough then", builder: at("10:00").mode(.rest).done("09:00"), settings: twice,
            state: .satisfied, due: nil, message: nil, reason: "told once today"),
        Case(
            name: "PEG on its day", builder: at("12:00"), settings: ["peg": .text("wed")], state: .upcoming,
            due: "at 20:30", message: usual + "; today with the three questions of PEG (habitctl check-in --peg)",
            reason: "next at 20:30"),
        Case(
            name: "and on no other", builder: at("12:00"), settings: ["peg": .text("thu")], state: .upcoming,
            due: "at 20:30", message: usual, reason: "next at 20:30"),
    ]

    @Test(arguments: cases)
    func `asks at its times, and what was told is not asked for`(case: Case) async throws {
        let assessment = try await BoundHabit("check-in", plugin: CheckInPlugin(), settings: `case`.settings)
            .assess(`case`.builder.moment)
        #expect(assessment.state == `case`.state)
        #expect(assessment.prompt.map { `case`.builder.moment.told($0.due) } == `case`.due)
        #expect(assessment.prompt?.message == `case`.message)
        #expect(assessment.reason == `case`.reason)
    }

    @Test func `what was told stands in no message and no reason`() async throws {
        let told = Self.at("20:31").done("10:00", attributes: ["pain": "9", "mood": "1"])
        let assessment = try await BoundHabit("check-in", plugin: CheckInPlugin(), settings: Self.twice)
            .assess(told.moment)
        #expect(!assessment.reason.contains("9") && !assessment.reason.contains("pain"))
        #expect(assessment.prompt?.message == Self.usual)
    }

    @Test(arguments: [
        ("pain", "0", true), ("pain", "11", false), ("peg-activity", "10", true), ("mood", "good", false),
    ])
    func `every scale goes from 0 to 10`(key: String, text: String, isSound: Bool) throws {
        let spec = try #require(CheckInPlugin().manifest.attributes.first { $0.key == key })
        #expect((try? spec.check(text)) == (isSound ? text : nil))
    }
}
