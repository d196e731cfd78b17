import HabitKit
import HabitTesting
import Testing

@testable import FoamRoll

@Suite struct FoamRollTests {
    private func assess(_ builder: MomentBuilder, _ settings: SettingTable = [:]) async throws -> Assessment {
        try await BoundHabit("foam-roll", plugin: FoamRollPlugin(), settings: settings).assess(builder.moment)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var builder: MomentBuilder
        var state: Assessment.State
        var due: String?
        var message: String?
        var reason: String
        var testDescription: String { name }

        init(
            _ name: String, _ builder: MomentBuilder, _ state: Assessment.State, _ due: String?, _ message: String?,
            _ reason: String
        ) {
            self.name = name
            self.builder = builder
            self.state = state
            self.due = due
            self.message = message
            self.reason = reason
        }
    }

    /// 2026-11-23 is a Monday.
    private static func on(_ day: Int, _ time: String, doneDaysAgo: Int...) -> MomentBuilder {
        var builder = MomentBuilder("2026-11-\(day) \(time)")
        for days in doneDaysAgo { builder = builder.done("08:40", 9, .minutes, daysAgo: days) }
        return builder
    }

    static let cases = [
        Case(
            "Monday morning", on(23, "09:00"), .upcoming, "at 18:00",
            "A round with the foam roller: by Wednesday is soon enough",
            "0 of 3 this week, do it by Wednesday, free to skip until then"),
        Case(
            "Monday evening", on(23, "18:05"), .due, "at 18:00",
            "A round with the foam roller: by Wednesday is soon enough",
            "0 of 3 this week, do it by Wednesday, free to skip until then"),
        Case(
            "the day after is a rest day", on(24, "09:00", doneDaysAgo: 1), .resting, "tomorrow at 18:00",
            "A round with the foam roller: by Friday is soon enough",
            "1 of 3 this week, resting until Wednesday"),
        Case(
            "unanswered, the next day is asked", on(23, "19:00").prompted("18:00", outcome: .lapsed), .upcoming,
            "tomorrow at 18:00", "A round with the foam roller: by Wednesday is soon enough",
            "0 of 3 this week, do it by Wednesday, free to skip until then"),
        Case(
            "the last day that leaves room", on(25, "18:00"), .due, "at 18:00",
            "A round with the foam roller: today is a good day for it",
            "0 of 3 this week, today leaves room for the rest of the week"),
        Case(
            "the week is done", on(27, "19:00", doneDaysAgo: 4, 2, 0), .satisfied, "on Monday at 18:00",
            "A round with the foam roller: by Wednesday is soon enough",
            "3 of 3 this week, the next from Monday"),
        Case(
            "Sunday's keeps Monday free", on(23, "09:00", doneDaysAgo: 1), .resting, "tomorrow at 18:00",
            "A round with the foam roller: by Wednesday is soon enough",
            "0 of 3 this week, resting until Tuesday"),
        Case(
            "gentle", on(25, "18:00").mode(.gentle), .due, "at 18:00",
            "A light round with the foam roller: today is a good day for it",
            "0 of 3 this week, today leaves room for the rest of the week"),
        Case("rest", on(25, "18:00").mode(.rest), .resting, nil, nil, "a day of rest: the foam roller can wait"),
        Case(
            "a rest leaves what is done", on(27, "19:00", doneDaysAgo: 4, 2, 0).mode(.rest), .satisfied, nil, nil,
            "a day of rest; 3 of 3 this week"),
        Case(
            "skipped, then done after all",
            on(27, "19:00", doneDaysAgo: 4, 2).done("08:00", 0, .minutes, kind: .skipped).done("09:00", 9, .minutes),
            .satisfied, "on Monday at 18:00", "A round with the foam roller: by Wednesday is soon enough",
            "3 of 3 this week, the next from Monday"),
    ]

    @Test(arguments: cases)
    func `tells both ends of the week`(case: Case) async throws {
        let assessment = try await assess(`case`.builder)
        #expect(assessment.state == `case`.state)
        #expect(assessment.prompt.map { `case`.builder.moment.told($0.due) } == `case`.due)
        #expect(assessment.prompt?.message == `case`.message)
        #expect(assessment.reason == `case`.reason)
    }

    @Test func `the hour can be set`() async throws {
        let monday = Self.on(23, "09:00")
        #expect(try await assess(monday, ["at": .text("20:15")]).prompt?.due == monday.instant("20:15"))
    }

    @Test func `progress counts times in the week`() async throws {
        let assessment = try await assess(Self.on(27, "09:00", doneDaysAgo: 4, 2, 6))
        #expect(assessment.progress == Progress(done: 2, target: 3, unit: .times))
        #expect(FoamRollPlugin().manifest.period == .week)
    }

    @Test func `only the last day that leaves room is repeated, and a gentle one never`() async throws {
        #expect(try await assess(Self.on(23, "18:00")).prompt?.repeats == 0)
        #expect(try await assess(Self.on(25, "18:00")).prompt?.repeats == 1)
        #expect(try await assess(Self.on(25, "18:00").mode(.gentle)).prompt?.repeats == 0)
    }

    @Test func `the round holds each area as set, and half as long on a gentle day`() async throws {
        let settings: SettingTable = ["areas": .list(["back", "calves"]), "hold": .number(60)]
        let round = try #require(try await assess(Self.on(23, "18:00"), settings).prompt?.routine)
        #expect(round.steps.map(\.holdSeconds) == [60, 60])
        #expect(round.seconds == 180)
        let light = try #require(try await assess(Self.on(23, "18:00").mode(.gentle), settings).prompt?.routine)
        #expect(light.seconds == 90)
        #expect(light.steps.allSatisfy { $0.instruction.hasSuffix("lightly") })
    }

    @Test func `a habit of shoulders alone is told as the massage ball it takes`() async throws {
        let prompt = try await assess(Self.on(23, "18:00"), ["areas": .list(["shoulders"])]).prompt
        #expect(prompt?.message.hasPrefix("A round with the massage ball: ") == true)
        #expect(prompt?.routine?.title == "A round with the ball")
        #expect(try await assess(Self.on(23, "18:00")).prompt?.routine?.title == "A round with the roller")
    }

    @Test(arguments: [
        ("area", "calves", true), ("area", "knee", false), ("pressure", "0", true), ("pressure", "10", true),
        ("pressure", "11", false), ("pressure", "firm", false),
    ])
    func `what an entry says is checked`(key: String, text: String, isSound: Bool) throws {
        let spec = try #require(FoamRollPlugin().manifest.attributes.first { $0.key == key })
        #expect((try? spec.check(text)) == (isSound ? text : nil))
    }
}
