import HabitKit
import HabitTesting
import Testing

@Suite struct TimesPerWeekTests {
    private let cadence = TimesPerWeek(times: 3, restDays: 1)
    private let evening = LocalTime(secondOfDay: 18 * 3600)

    struct Case: Sendable, CustomTestStringConvertible {
        var today: String
        var doneDaysAgo: [Int]
        var state: TimesPerWeek.Standing.State
        var earliest: String
        var latest: String
        var testDescription: String { "\(today), done \(doneDaysAgo) days ago" }
    }

    // 2026-11-23 is a Monday.
    static let cases = [
        Case(today: "2026-11-23", doneDaysAgo: [], state: .free, earliest: "2026-11-23", latest: "2026-11-25"),
        Case(today: "2026-11-25", doneDaysAgo: [], state: .needed, earliest: "2026-11-25", latest: "2026-11-25"),
        Case(today: "2026-11-24", doneDaysAgo: [1], state: .resting, earliest: "2026-11-25", latest: "2026-11-27"),
        Case(today: "2026-11-25", doneDaysAgo: [2], state: .free, earliest: "2026-11-25", latest: "2026-11-27"),
        Case(today: "2026-11-23", doneDaysAgo: [1], state: .resting, earliest: "2026-11-24", latest: "2026-11-25"),
        Case(
            today: "2026-11-27", doneDaysAgo: [4, 2, 0], state: .complete, earliest: "2026-11-30", latest: "2026-11-30"),
        Case(today: "2026-11-23", doneDaysAgo: [0], state: .resting, earliest: "2026-11-25", latest: "2026-11-27"),
        Case(today: "2026-11-29", doneDaysAgo: [], state: .needed, earliest: "2026-11-29", latest: "2026-11-29"),
    ]

    @Test(arguments: cases)
    func `knows both ends of the week`(case: Case) {
        var builder = MomentBuilder("\(`case`.today) 19:00")
        for days in `case`.doneDaysAgo { builder = builder.done("10:00", daysAgo: days) }
        let standing = cadence.standing(builder.moment)
        #expect(standing.state == `case`.state)
        #expect(standing.earliest.text == `case`.earliest)
        #expect(standing.latest.text == `case`.latest)
    }

    @Test func `tells by when, and until when it is free to skip`() {
        let monday = MomentBuilder("2026-11-23 09:00").moment
        let due = cadence.next(monday, at: evening)
        #expect(due.reason == "0 of 3 this week, do it by Wednesday, free to skip until then")
        #expect(due.at.map { monday.clock($0) } == "18:00")
    }

    @Test func `fourteen a week are two a day without rest`() {
        let twice = TimesPerWeek(times: 14, restDays: 3)
        let once = MomentBuilder("2026-11-23 19:00").done("10:00")
        #expect(twice.standing(once.moment).state == .needed)
        #expect(twice.standing(once.done("12:00").moment).earliest.text == "2026-11-24")
    }

    @Test func `rested and skipped do not count`() {
        let moment = MomentBuilder("2026-11-23 19:00").done("10:00", kind: .skipped).done("11:00", kind: .rested).moment
        #expect(cadence.standing(moment).done == 0)
    }
}

@Suite struct ClockTimesTests {
    private let cadence = ClockTimes([LocalTime(secondOfDay: 9 * 3600), LocalTime(secondOfDay: 20 * 3600)])

    private func due(_ builder: MomentBuilder) -> String? {
        let moment = builder.moment
        return cadence.next(moment).at.map { moment.clock($0) }
    }

    @Test func `the next time of the day is due`() {
        #expect(due(MomentBuilder("2026-11-24 08:00")) == "09:00")
        #expect(due(MomentBuilder("2026-11-24 09:00").done("09:00")) == "20:00")
    }

    @Test func `of several unseen ones only the last is asked for`() {
        #expect(due(MomentBuilder("2026-11-24 20:30")) == "20:00")
    }

    @Test func `what was announced is not asked again`() {
        #expect(due(MomentBuilder("2026-11-24 09:30").prompted("09:00")) == "20:00")
        #expect(due(MomentBuilder("2026-11-24 21:30").prompted("20:00")) == nil)
    }

    @Test func `other weekdays are left alone`() {
        let mondays = ClockTimes([LocalTime(secondOfDay: 9 * 3600)], on: [.monday])
        #expect(mondays.next(MomentBuilder("2026-11-24 08:00").moment).at == nil)
        #expect(mondays.next(MomentBuilder("2026-11-23 08:00").moment).at != nil)
    }
}

@Suite struct PhasesTests {
    private func date(_ text: String) throws -> LocalDate { try #require(LocalDate(text: text)) }

    @Test func `a plan tapers from weekly to every other week to every fourth`() throws {
        let plan = Phases(
            started: try date("2026-09-01"),
            [.init(everyDays: 7, forDays: 91), .init(everyDays: 14, forDays: 91), .init(everyDays: 28)])
        #expect(plan.phase(on: try date("2026-11-30")).everyDays == 7)
        #expect(plan.phase(on: try date("2026-12-01")).everyDays == 14)
        #expect(plan.phase(on: try date("2027-03-02")).everyDays == 28)
        #expect(plan.phase(on: try date("2036-01-01")).everyDays == 28)
        #expect(plan.next(after: nil).text == "2026-09-01")
        #expect(plan.next(after: try date("2026-11-28")).text == "2026-12-05")
        #expect(plan.next(after: try date("2026-12-05")).text == "2026-12-19")
    }
}

@Suite struct RotationTests {
    @Test func `turns go round and start over`() {
        #expect(["a", "b", "c"].after(nil) == "a")
        #expect(["a", "b", "c"].after("c") == "a")
        #expect(["a", "b", "c"].after("x") == "a")
        #expect([String]().after("x") == nil)
    }
}
