import HabitKit
import HabitTesting
import Testing

@Suite struct TimesPerWeekTests {
    private let cadence = TimesPerWeek(times: 3, restDays: 1)
    private let evening = LocalTime(secondOfDay: 18 * 3600)

    struct Case: Sendable, CustomTestStringConvertible {
        var now: String
        var doneDaysAgo: [Int]
        var state: TimesPerWeek.Standing.State
        var earliest: String
        var latest: String
        var next: String
        var advice: String
        var testDescription: String { "\(now), done \(doneDaysAgo) days ago" }

        init(
            _ now: String, _ doneDaysAgo: [Int], _ state: TimesPerWeek.Standing.State, _ earliest: String,
            _ latest: String, _ next: String, _ advice: String
        ) {
            self.now = now
            self.doneDaysAgo = doneDaysAgo
            self.state = state
            self.earliest = earliest
            self.latest = latest
            self.next = next
            self.advice = advice
        }
    }

    // 2026-11-23 is a Monday.
    static let cases = [
        Case(
            "2026-11-23 09:00", [], .free, "2026-11-23", "2026-11-25", "at 18:00",
            "0 of 3 this week, do it by Wednesday, free to skip until then"),
        Case(
            "2026-11-25 09:00", [], .needed, "2026-11-25", "2026-11-25", "at 18:00",
            "0 of 3 this week, today leaves room for the rest of the week"),
        Case(
            "2026-11-24 09:00", [1], .resting, "2026-11-25", "2026-11-27", "tomorrow at 18:00",
            "1 of 3 this week, resting until Wednesday"),
        Case(
            "2026-11-25 09:00", [2], .free, "2026-11-25", "2026-11-27", "at 18:00",
            "1 of 3 this week, do it by Friday, free to skip until then"),
        Case(
            "2026-11-23 09:00", [1], .resting, "2026-11-24", "2026-11-25", "tomorrow at 18:00",
            "0 of 3 this week, resting until Tuesday"),
        Case(
            "2026-11-27 19:00", [4, 2, 0], .complete, "2026-11-30", "2026-12-02", "on Monday at 18:00",
            "3 of 3 this week, the next from Monday"),
        Case(
            "2026-11-29 19:00", [4, 2, 0], .complete, "2026-12-01", "2026-12-02", "on Tuesday at 18:00",
            "3 of 3 this week, the next from Tuesday"),
        Case(
            "2026-11-23 19:00", [0], .resting, "2026-11-25", "2026-11-27", "on Wednesday at 18:00",
            "1 of 3 this week, resting until Wednesday"),
        Case(
            "2026-11-29 09:00", [], .needed, "2026-11-29", "2026-11-29", "at 18:00",
            "0 of 3 this week, room for 1 more this week"),
        Case(
            "2026-11-29 09:00", [4, 2], .needed, "2026-11-29", "2026-11-29", "at 18:00",
            "2 of 3 this week, today is the week's last day for it"),
        Case(
            "2026-11-27 09:00", [], .needed, "2026-11-27", "2026-11-27", "at 18:00",
            "0 of 3 this week, room for 2 more this week"),
        Case(
            "2026-11-29 19:00", [5, 0], .resting, "2026-12-01", "2026-12-01", "on Tuesday at 18:00",
            "2 of 3 this week, resting until Tuesday"),
        Case(
            "2026-11-24 03:00", [0], .resting, "2026-11-25", "2026-11-27", "on Wednesday at 18:00",
            "1 of 3 this week, resting until Wednesday"),
    ]

    @Test(arguments: cases)
    func `knows both ends of the week, and says so`(case: Case) {
        var builder = MomentBuilder(`case`.now)
        for days in `case`.doneDaysAgo { builder = builder.done("08:00", daysAgo: days) }
        let moment = builder.moment
        let standing = cadence.standing(moment)
        #expect(standing.state == `case`.state)
        #expect(standing.earliest.text == `case`.earliest)
        #expect(standing.latest.text == `case`.latest)
        let due = cadence.next(moment, at: evening)
        #expect(due.at.map { moment.told($0) } == `case`.next)
        #expect(due.reason == `case`.advice)
    }

    @Test func `last week's rest gives way where this week has no day to spare`() {
        let tight = TimesPerWeek(times: 3, restDays: 2)
        let monday = MomentBuilder("2026-11-23 09:00").done("10:00", daysAgo: 1).moment
        #expect(tight.standing(monday).state == .needed)
    }

    @Test func `whoever was asked today is asked on the next possible day`() {
        let asked = MomentBuilder("2026-11-23 19:00").prompted("18:00", outcome: .lapsed).moment
        #expect(cadence.next(asked, at: evening).at.map { asked.told($0) } == "tomorrow at 18:00")
    }

    @Test func `whoever put it off is not asked again today`() {
        let skipped = MomentBuilder("2026-11-23 12:00").done("10:00", kind: .skipped).moment
        let due = cadence.next(skipped, at: evening)
        #expect(due.at.map { skipped.told($0) } == "tomorrow at 18:00")
        #expect(due.reason == "0 of 3 this week, put off today; do it by Wednesday, free to skip until then")
    }

    @Test func `fourteen a week are two a day without rest`() {
        let twice = TimesPerWeek(times: 14, restDays: 3)
        let once = MomentBuilder("2026-11-23 19:00").done("10:00")
        #expect(twice.standing(once.moment).state == .needed)
        #expect(twice.standing(once.moment).room == 13)
        #expect(twice.standing(once.done("12:00").moment).earliest.text == "2026-11-24")
    }

    @Test func `rested and skipped do not count`() {
        let moment = MomentBuilder("2026-11-23 19:00").done("10:00", kind: .skipped).done("11:00", kind: .rested).moment
        #expect(cadence.standing(moment).done == 0)
    }

    @Test func `an entry keeps the day it was made on when its maker travels`() {
        var moment = MomentBuilder("2026-11-24 12:00").moment
        // Monday 23:30 in Auckland, thirteen hours ahead, is Monday 10:30 in UTC.
        moment.entries = [
            Entry(
                id: "1", habit: "foam-roll", at: moment.now - .hours(20), offset: 13 * 3600, amount: 9, unit: .minutes)
        ]
        #expect(cadence.standing(moment).earliest.text == "2026-11-26")
        moment.entries[0].offset = 0
        #expect(cadence.standing(moment).earliest.text == "2026-11-25")
    }

    @Test func `whoever does it on the latest day each time keeps every week`() {
        for times in 1...14 {
            for rest in 0...6 {
                let cadence = TimesPerWeek(times: times, restDays: rest)
                var moment = MomentBuilder("2026-11-23 12:00").moment
                for day in 0..<14 {
                    moment.now = moment.zone.instant(
                        LocalDateTime(LocalDate(dayNumber: 20_780 + day), LocalTime(secondOfDay: 43_200)))
                    moment.day = Day(
                        date: LocalDate(dayNumber: 20_780 + day), starts: moment.day.starts, zone: .utc, active: [])
                    while cadence.standing(moment).state == .needed {
                        moment.entries.append(
                            Entry(id: "\(moment.entries.count)", habit: "h", at: moment.now, amount: 1, unit: .times))
                    }
                }
                #expect(moment.entries.count == 2 * times, "\(times) a week, \(rest) rest days")
            }
        }
    }
}
