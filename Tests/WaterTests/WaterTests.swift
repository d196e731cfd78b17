import HabitKit
import HabitTesting
import Testing

@testable import Water

@Suite struct WaterTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("water", plugin: WaterPlugin(), settings: settings).assess(builder.moment)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var builder: MomentBuilder
        var state: Assessment.State
        var due: String?
        var reason: String
        var testDescription: String { name }
    }

    private static func at(_ time: String, _ millilitres: Double = 0, drunk: String = "08:00") -> MomentBuilder {
        let builder = MomentBuilder("2026-11-24 \(time)")
        return millilitres > 0 ? builder.done(drunk, millilitres, .millilitres) : builder
    }

    static let cases = [
        Case(
            name: "early morning", builder: at("07:00"), state: .upcoming, due: "09:37",
            reason: "on pace: 0 of 1500 ml, next at 09:37"),
        Case(
            name: "ahead of pace", builder: at("13:00", 1000), state: .upcoming, due: "18:37",
            reason: "ahead of pace: 1000 of 1500 ml, next at 18:37"),
        Case(
            name: "behind pace", builder: at("16:00", 250), state: .due, due: "11:52",
            reason: "behind pace: 250 of 1500 ml, 833 by now"),
        Case(
            name: "snoozed", builder: at("09:45").prompted("09:37", outcome: .snoozed), state: .upcoming, due: "10:44",
            reason: "behind pace: 0 of 1500 ml, next at 10:44"),
        Case(
            name: "goal met", builder: at("16:00", 1500), state: .satisfied, due: nil,
            reason: "the day's goal is met: 1500 of 1500 ml"),
        Case(
            name: "evening", builder: at("21:30", 1250, drunk: "21:00"), state: .upcoming, due: nil,
            reason: "1250 of 1500 ml, nothing more is asked today"),
        Case(
            name: "night", builder: at("23:30", 500), state: .upcoming, due: nil,
            reason: "500 of 1500 ml, nothing more is asked today"),
    ]

    @Test(arguments: cases, DayMode.allCases)
    func `paces drinks over the day, whatever its mode`(case: Case, mode: DayMode) async throws {
        let builder = `case`.builder.mode(mode)
        let assessment = try await assess(builder)
        #expect(assessment.state == `case`.state)
        #expect(assessment.prompt.map { builder.moment.clock($0.due) } == `case`.due)
        #expect(assessment.reason == `case`.reason)
        #expect(assessment.prompt?.repeats ?? 0 == 0)
    }

    @Test func `asks for a serving, or for what is left`() async throws {
        #expect(try await assess(Self.at("12:00")).prompt?.message == "Time for a drink: about 250 ml")
        #expect(try await assess(Self.at("12:00", 1377)).prompt?.message == "Time for a drink: about 130 ml")
    }

    @Test func `target and serving are the user's`() async throws {
        let settings: SettingTable = ["target": .number(4), "serving": .number(50)]
        let assessment = try await assess(Self.at("12:00"), settings)
        #expect(assessment.progress == Progress(done: 0, target: 4000, unit: .millilitres))
        #expect(assessment.prompt?.message == "Time for a drink: about 150 ml")
    }

    @Test func `a serving above the goal is the goal`() async throws {
        let small = try await assess(Self.at("17:00"), ["target": .number(0.1), "serving": .number(500)])
        #expect(small.prompt?.message == "Time for a drink: about 100 ml")
    }

    @Test func `drinks in any unit count, rested and skipped do not`() async throws {
        let builder = Self.at("12:00").done("09:00", 2, .cups).done("10:00", 0.5, .litres)
            .done("11:00", 250, .millilitres, kind: .skipped)
        #expect(try await assess(builder).progress?.done == 980)
    }

    @Test func `a drink skipped before it was asked for moves the next prompt like one taken`() async throws {
        let builder = Self.at("11:40").done("11:30", 0, .millilitres, kind: .skipped)
        #expect(try await assess(builder).reason == "behind pace: 0 of 1500 ml, next at 12:37")
    }

    @Test(arguments: ["2026-03-29", "2026-10-25", "2026-11-24"])
    func `whoever answers each prompt meets the goal and is left alone at night`(date: String) async throws {
        let rule = try #require(ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        let berlin = Zone(name: "Europe/Berlin", initialOffset: 3600, rule: rule)
        let habit = try BoundHabit("water", plugin: WaterPlugin())
        var moment = MomentBuilder("\(date) 00:00", zone: berlin, starts: "00:00").moment
        for answered in 0..<6 {
            let assessment = try await habit.assess(moment)
            let prompt = try #require(assessment.prompt)
            #expect(moment.day.active.contains { $0.contains(prompt.due) })
            moment.now = max(moment.now, prompt.due)
            moment.entries.append(
                Entry(id: "\(answered)", habit: "water", at: moment.now, amount: 250, unit: .millilitres))
        }
        #expect(try await habit.assess(moment).state == .satisfied)
    }
}
