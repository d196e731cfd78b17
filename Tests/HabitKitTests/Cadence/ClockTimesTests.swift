import HabitKit
import HabitTesting
import Testing

@Suite struct ClockTimesTests {
    private let cadence = ClockTimes([LocalTime(secondOfDay: 20 * 3600), LocalTime(secondOfDay: 9 * 3600)])

    private func due(_ builder: MomentBuilder) -> String? {
        let moment = builder.moment
        return cadence.next(moment).at.map { moment.told($0) }
    }

    @Test func `the next time of the day is due`() {
        #expect(due(MomentBuilder("2026-11-24 08:00")) == "at 09:00")
        #expect(due(MomentBuilder("2026-11-24 09:00").done("09:00")) == "at 20:00")
    }

    @Test func `of several unseen ones only the last is asked for`() {
        #expect(due(MomentBuilder("2026-11-24 20:30")) == "at 20:00")
        #expect(cadence.next(MomentBuilder("2026-11-24 20:30").moment).reason == "it is past 20:00")
    }

    @Test func `what was announced is not asked again, and the next is tomorrow's`() {
        #expect(due(MomentBuilder("2026-11-24 09:30").prompted("09:00")) == "at 20:00")
        #expect(due(MomentBuilder("2026-11-24 21:30").prompted("20:00")) == "tomorrow at 09:00")
    }

    @Test func `a time before the active hours waits for them`() {
        let early = ClockTimes([LocalTime(secondOfDay: 6 * 3600)])
        let moment = MomentBuilder("2026-11-24 07:00").moment
        #expect(early.next(moment).at.map { moment.told($0) } == "at 08:30")
        let asked = MomentBuilder("2026-11-24 09:00").prompted("08:30").moment
        #expect(early.next(asked).at.map { asked.told($0) } == "tomorrow at 06:00")
    }

    @Test func `a time in the small hours is the day's last, not its first`() {
        let both = ClockTimes([LocalTime(secondOfDay: 3600), LocalTime(secondOfDay: 9 * 3600)])
        let day: [(String, String)] = [("06:00", "03:00")]
        let morning = MomentBuilder("2026-11-24 08:00", active: day)
        #expect(both.next(morning.moment).at == morning.instant("09:00"))
        let later = MomentBuilder("2026-11-24 12:00", active: day).done("09:05")
        #expect(both.next(later.moment).at == later.instant("01:00"))
        let night = MomentBuilder("2026-11-25 02:00", active: day).done("01:05")
        #expect(both.next(night.moment).at.map { night.moment.told($0) } == "tomorrow at 09:00")
    }

    @Test func `a time after them waits for another day`() {
        let late = ClockTimes([LocalTime(secondOfDay: 23 * 3600)])
        let moment = MomentBuilder("2026-11-24 20:00").moment
        #expect(late.next(moment).at.map { moment.told($0) } == "tomorrow at 23:00")
        #expect(late.next(moment).reason == "nothing more today, next tomorrow at 23:00")
    }

    @Test func `the small hours belong to the day before`() {
        let night = ClockTimes([LocalTime(secondOfDay: 3600)])
        let moment = MomentBuilder("2026-11-24 22:00", active: [("20:00", "02:00")]).moment
        #expect(night.next(moment).at == moment.now + .hours(3))
    }

    @Test func `other weekdays are left alone`() {
        let mondays = ClockTimes([LocalTime(secondOfDay: 9 * 3600)], on: [.monday])
        let tuesday = MomentBuilder("2026-11-24 08:00").moment
        #expect(mondays.next(tuesday).reason == "not on a Tuesday, next on Monday at 09:00")
        let monday = MomentBuilder("2026-11-23 10:00").prompted("09:00").moment
        #expect(mondays.next(monday).at.map { monday.told($0) } == "on 2026-11-30 at 09:00")
    }

    @Test func `a time that the clocks leave out moves forward`() throws {
        let rule = try #require(ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        let berlin = Zone(name: "Europe/Berlin", initialOffset: 3600, rule: rule)
        let night = ClockTimes([LocalTime(secondOfDay: 9000)])
        let moment = MomentBuilder("2026-03-29 01:00", zone: berlin, starts: "00:00", active: [("00:00", "23:00")])
            .moment
        #expect(night.next(moment).at.map { moment.told($0) } == "at 03:30")
    }
}
