import HabitEngine
import HabitKit
import HabitTesting
import Testing

@testable import HabitDaemon

@Suite struct DeclarativeModeTests {
    private static func answer(
        _ text: String, _ builder: MomentBuilder, _ settings: SettingTable = [:]
    ) async throws -> Assessment {
        try await HabitFile.bound(text, settings).assess(builder.moment)
    }

    private static let noon = MomentBuilder("2026-11-24 12:00").presentSince("11:00")

    @Test func `a gentle day asks half as often, for half as much, and once; a day of rest asks nothing`() async throws
    {
        let text = "every = \"40min\"\ntarget = 5\nrepeats = 2"
        let normal = try await Self.answer(text, Self.noon)
        #expect(normal.state == .due && normal.prompt?.repeats == 2 && normal.progress?.target == 5)
        let gentle = try await Self.answer(text, Self.noon.mode(.gentle))
        #expect(gentle.state == .upcoming && gentle.prompt?.repeats == 0 && gentle.progress?.target == 3)
        #expect(gentle.reason == "a gentle day; next at 12:20: 80 min active since 11:00")
        let rest = try await Self.answer(text, Self.noon.mode(.rest))
        #expect(rest.state == .resting && rest.prompt == nil && rest.reason == "a day of rest: nothing is asked")
        let doneAtRest = try await Self.answer("at = \"18:00\"", Self.noon.done("09:00").mode(.rest))
        #expect(doneAtRest.state == .satisfied)
        #expect(doneAtRest.reason == "a day of rest; the day's goal is met: 1 of 1 time")
    }

    @Test func `what is firm is asked for on every day, unless the file says otherwise`() async throws {
        for mode in DayMode.allCases {
            let answer = try await Self.answer("at = \"12:00\"\nfirm = true", Self.noon.mode(mode))
            #expect(answer.state == .due && answer.prompt?.isFirm == true && answer.prompt?.repeats == 2)
            #expect(answer.prompt?.slack == .zero && answer.reason == "it is past 12:00")
        }
        let silent = try await Self.answer("at = \"12:00\"\nfirm = true\nrest = \"silent\"", Self.noon.mode(.rest))
        #expect(silent.prompt == nil)
    }

    @Test func `a table says what changes, and rest begins with what a gentle day asks`() async throws {
        let text = """
            every = "20min"
            target = 6
            [gentle]
            message = "Slowly"
            every = "30min"
            target = 2
            [rest]
            message = ["Only if it feels good", "Or not at all"]
            """
        let gentle = try await Self.answer(text, Self.noon.mode(.gentle))
        #expect(gentle.prompt?.message == "Slowly" && gentle.progress?.target == 2)
        let rest = try await Self.answer(text, Self.noon.mode(.rest))
        #expect(rest.prompt?.message == "Only if it feels good" && rest.progress?.target == 2)
        #expect(rest.reason == "a day of rest; 30 min active since 11:00")
        #expect(rest.prompt?.key == "rest-1")
        // In proportion to what the user sets.
        let set = try await Self.answer(
            text, Self.noon.mode(.gentle), ["every": .number(3600), "target": .number(12)])
        #expect(set.reason == "a gentle day; next at 12:30: 90 min active since 11:00" && set.progress?.target == 4)
    }

    @Test func `words stand for whole tables`() async throws {
        let same = try await Self.answer(
            "every = \"20min\"\ngentle = \"same\"\nrest = \"gentle\"", Self.noon.mode(.rest))
        #expect(same.reason == "20 min active since 11:00")
        let silent = try await Self.answer("every = \"20min\"\ngentle = \"silent\"", Self.noon.mode(.gentle))
        #expect(silent.state == .resting && silent.reason == "a gentle day: nothing is asked")
    }

    @Test func `a mode may have a cadence of its own`() async throws {
        let text = "every = \"20min\"\n[gentle]\nat = [\"13:00\", \"17:00\"]"
        let gentle = try await Self.answer(text, Self.noon.mode(.gentle))
        #expect(gentle.reason == "a gentle day; next at 13:00")
        let later = try await Self.answer("at = \"11:00\"\n[gentle]\nat = \"16:00\"", Self.noon.mode(.gentle))
        #expect(later.reason == "a gentle day; next at 16:00")
    }

    @Test func `messages take turns by the latest prompt alone`() async throws {
        let text = "message = [\"One\", \"Two\", \"Three\"]\ntitle = \"Tea\"\nevery = \"20min\""
        let habit = try BoundHabit("tea", plugin: HabitFile.plugin(text))
        func told(after key: String?) async throws -> String? {
            try await habit.assess(Self.noon.prompted("11:30", key: key).moment).prompt?.message
        }
        #expect(try await told(after: nil) == "One")
        #expect(try await told(after: "1") == "Two")
        #expect(try await told(after: "3") == "One")
        #expect(try await told(after: "of another file") == "One")
    }

    @Test func `numbers are filled in, in the habit's unit and as round as people say them`() async throws {
        let text =
            "title = \"Water\"\nmessage = \"{portion}; {done} of {target}, {left} to go\"\nserving = \"250ml\"\ntarget = \"1.5l\""
        let habit = try BoundHabit("tea", plugin: HabitFile.plugin(text))
        let answer = try await habit.assess(MomentBuilder("2026-11-24 12:00").done("09:00", 100, .millilitres).moment)
        #expect(answer.prompt?.message == "250 ml; 100 ml of 1500 ml, 1400 ml to go")
        #expect(answer.reason.hasPrefix("behind pace: 100 of 1500 ml"))
        #expect(habit.manifest.usualAmount == 250 && habit.manifest.usualAmountSetting == "serving")
        #expect(UnitRanges.roundedUp(107.14, .millilitres) == 110)
        #expect(UnitRanges.roundedUp(1.333, .litres) == 1.4)
        #expect(UnitRanges.roundedUp(2.01, .times) == 3)
    }
}
