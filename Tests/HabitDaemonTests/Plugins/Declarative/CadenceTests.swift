import HabitEngine
import HabitKit
import HabitTesting
import Testing

@testable import HabitDaemon

@Suite struct DeclarativeCadenceTests {
    private static func answer(
        _ text: String, _ builder: MomentBuilder, _ settings: SettingTable = [:]
    ) async throws -> Assessment {
        try await HabitFile.bound(text, settings).assess(builder.moment)
    }

    @Test func `what was done early is not asked for, and the day after begins anew`() async throws {
        let text = "at = [\"09:00\", \"20:00\"]"
        let noon = MomentBuilder("2026-11-24 12:00")
        #expect(try await Self.answer(text, MomentBuilder("2026-11-24 08:40").done("08:35")).reason == "next at 20:00")
        #expect(try await Self.answer(text, noon.done("09:30")).reason == "next at 20:00")
        let both = try await Self.answer(text, noon.done("09:30").done("11:00"))
        #expect(both.state == .satisfied && both.reason == "the day's goal is met: 2 of 2 times" && both.prompt == nil)
        let evening = MomentBuilder("2026-11-24 21:00").prompted("20:00").done("09:00")
        #expect(try await Self.answer(text, evening).reason == "nothing more today, next tomorrow at 09:00")
    }

    @Test func `of two times for one goal the second is for who did not heed the first`() async throws {
        let text = "at = [\"12:00\", \"18:00\"]\ntarget = 1"
        let afternoon = MomentBuilder("2026-11-24 15:00")
        #expect(try await Self.answer(text, afternoon.prompted("12:00", outcome: .lapsed)).reason == "next at 18:00")
        #expect(try await Self.answer(text, afternoon.done("12:30")).state == .satisfied)
    }

    @Test func `habits of some weekdays are told by the week, so that no other day counts as left out`() async throws {
        let text = "at = \"18:00\"\ndays = [\"tue\", \"fri\"]"
        let habit = try HabitFile.bound(text)
        #expect(habit.manifest.period == .week && habit.manifest.needs.historyDays == 7)
        // A Tuesday.
        let today = try await habit.assess(MomentBuilder("2026-11-24 12:00").moment)
        #expect(today.progress == Progress(done: 0, target: 2, unit: .times) && today.reason == "next at 18:00")
        let done = try await habit.assess(MomentBuilder("2026-11-24 12:00").done("11:00").moment)
        #expect(done.state == .satisfied && done.reason == "done for today; 1 of 2 times this week")
        let off = try await habit.assess(MomentBuilder("2026-11-25 12:00").done("11:00", daysAgo: 1).moment)
        #expect(off.state == .upcoming && off.progress?.done == 1)
        #expect(off.reason == "not on a Wednesday, next on Friday at 18:00")
        let daily = try await Self.answer(text, MomentBuilder("2026-11-25 12:00"), ["days": .list(["wed"])])
        #expect(daily.progress?.target == 1 && daily.reason == "next at 18:00")
    }

    @Test func `a target for the week adds up from Monday`() async throws {
        let text = "at = \"18:00\"\ntarget = \"150min\"\nperiod = \"week\""
        let thursday = MomentBuilder("2026-11-26 12:00").done("10:00", 90, .minutes, daysAgo: 3)
            .done("10:00", 500, .minutes, daysAgo: 4)
        #expect(try await Self.answer(text, thursday).progress == Progress(done: 90, target: 150, unit: .minutes))
        let met = try await Self.answer(text, thursday.done("10:00", 1, .hours))
        #expect(met.state == .satisfied && met.reason == "the week's goal is met: 150 of 150 min")
    }

    @Test func `active time falls silent once the goal is met, unless it goes beyond`() async throws {
        let noon = MomentBuilder("2026-11-24 12:00").presentSince("08:30").done("09:00").done("10:00")
        let met = try await Self.answer("every = \"1h\"\ntarget = 2", noon)
        #expect(met.state == .satisfied && met.prompt == nil && met.reason == "the day's goal is met: 2 of 2 times")
        let beyond = try await Self.answer("every = \"1h\"\ntarget = 2\nbeyond = true", noon)
        #expect(beyond.state == .due && beyond.reason == "goal met; 60 min active since the last time")
        let set = try await Self.answer("every = \"1h\"\ntarget = 2", noon, ["beyond": .boolean(true)])
        #expect(set == beyond)
        let open = try await Self.answer("every = \"1h\"", noon)
        #expect(open.state == .due && open.progress == Progress(done: 2, target: nil, unit: .times))
        #expect(open.prompt?.naturalBreak == .minutes(5))
    }

    @Test func `a break answers the prompt of any cadence that names one`() async throws {
        let answer = try await Self.answer("at = \"12:00\"\nbreak = \"20min\"", MomentBuilder("2026-11-24 12:00"))
        #expect(answer.prompt?.naturalBreak == .minutes(20))
    }

    @Test func `so many times a week, with rest days between`() async throws {
        let text = "times_per_week = 3\nat = \"17:00\""
        let tuesday = MomentBuilder("2026-11-24 12:00").done("17:00", daysAgo: 1)
        let rested = try await Self.answer(text, tuesday)
        #expect(rested.state == .resting && rested.progress == Progress(done: 1, target: 3, unit: .times))
        #expect(rested.reason == "1 of 3 this week, resting until Wednesday")
        let free = try await Self.answer(text, tuesday, ["rest_days": .integer(0), "times_per_week": .integer(2)])
        #expect(free.state == .upcoming && free.progress?.target == 2)
        let complete = try await Self.answer(text, tuesday, ["times_per_week": .integer(1)])
        #expect(complete.state == .satisfied && complete.prompt != nil)
    }

    @Test func `a plan that tapers asks at its intervals, late and early sessions included`() async throws {
        let text =
            "started = 2026-11-02\nphases = [{ every = \"1w\", for = \"2w\" }, { every = \"2w\" }]\nat = \"10:00\""
        let day = MomentBuilder("2026-11-24 09:00")
        let due = try await Self.answer(text, day.done("10:00", daysAgo: 14))
        #expect(due.state == .upcoming && due.progress == Progress(done: 0, target: 1, unit: .times))
        #expect(due.reason == "every 2 weeks, and it is time again")
        let done = try await Self.answer(text, day.done("10:00", daysAgo: 1))
        #expect(done.state == .satisfied && done.progress?.done == 1)
        #expect(done.reason == "every 2 weeks, next on 2026-12-07 at 10:00")
        let skipped = try await Self.answer(text, day.done("08:30", kind: .skipped))
        #expect(skipped.reason == "every 2 weeks, next tomorrow at 10:00" && skipped.state == .upcoming)
        let ahead = try await Self.answer("started = 2099-01-01\nphases = [{ every = \"4w\" }]", day)
        #expect(ahead.prompt == nil && ahead.reason == "every 4 weeks, from 2099-01-01 on")
    }

    @Test func `a week of clock times in the planner`() async throws {
        let habit = try HabitFile.bound("at = [\"09:00\", \"20:00\"]\ndays = [\"mon\", \"thu\"]")
        #expect(
            told(await week(habit)).map { $0.prefix(9) } == ["mon 09:00", "mon 20:00", "thu 09:00", "thu 20:00"])
    }
}
