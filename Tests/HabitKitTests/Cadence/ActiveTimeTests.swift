import HabitKit
import HabitTesting
import Testing

@Suite struct ActiveTimeTests {
    private let cadence = ActiveTime(every: .minutes(45), naturalBreak: .minutes(2))
    private func clock(_ due: Due, _ moment: Moment) -> String? { due.at.map { moment.clock($0) } }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var builder: MomentBuilder
        var due: String?
        var reason: String
        var testDescription: String { name }

        init(_ name: String, _ builder: MomentBuilder, _ due: String?, _ reason: String) {
            self.name = name
            self.builder = builder
            self.due = due
            self.reason = reason
        }
    }

    private static func at(_ time: String, since: String? = "09:00") -> MomentBuilder {
        let builder = MomentBuilder("2026-11-24 \(time)")
        return since.map { builder.presentSince($0) } ?? builder
    }

    static let cases = [
        Case(
            "nothing is known: counted from the active hours' start", at("08:50", since: nil), "09:15",
            "next at 09:15: 45 min active since 08:30"),
        Case(
            "early in the morning the count has not begun", at("06:00", since: nil), "09:15",
            "next at 09:15: 45 min active since 08:30"),
        Case("present since nine", at("09:20"), "09:45", "next at 09:45: 45 min active since 09:00"),
        Case("overdue keeps the minute it fell due", at("10:20"), "09:45", "45 min active since 09:00"),
        Case(
            "a short absence only stops the count", at("09:30").away("09:10", "09:11"), "09:46",
            "next at 09:46: 45 min active since 09:00"),
        Case(
            "an absence of just the natural break counts as one", at("09:30").away("09:10", "09:12"), "09:57",
            "next at 09:57: 45 min active since a break of 2 min"),
        Case(
            "a longer one too, and the latest counts", at("09:30").away("09:02", "09:06").away("09:08", "09:20"),
            "10:05", "next at 10:05: 45 min active since a break of 12 min"),
        Case(
            "a prompt missed before an absence is made up by it", at("11:00").away("10:00", "10:50"), "11:35",
            "next at 11:35: 45 min active since a break of 50 min"),
        Case(
            "movement counts as a break", at("09:30").moved("09:15", "09:25"), "10:10",
            "next at 10:10: 45 min active since you moved for 10 min"),
        Case(
            "movement shorter than the break does not", at("09:30").moved("09:24", "09:25"), "09:45",
            "next at 09:45: 45 min active since 09:00"),
        Case(
            "an entry starts it anew", at("09:30").done("09:12"), "09:57",
            "next at 09:57: 45 min active since the last time"),
        Case(
            "one skipped as well", at("09:50").done("09:46", kind: .skipped), "10:31",
            "next at 10:31: 45 min active since the last time"),
        Case(
            "an unanswered prompt too", at("09:50").prompted("09:45"), "10:30",
            "next at 10:30: 45 min active since the last prompt"),
        Case(
            "a snoozed one too", at("09:50").prompted("09:45", outcome: .snoozed), "10:30",
            "next at 10:30: 45 min active since the last prompt"),
        Case(
            "while away nothing falls due", at("10:20").awaySince("09:30"), nil,
            "a break since 09:30: 45 min begin anew when you are back"),
        Case(
            "away for a minute: the count waits", at("09:31").awaySince("09:30"), nil,
            "30 of 45 min active since 09:00, waiting while you are away"),
        Case(
            "what does not fit the day is left", at("21:50", since: "21:40"), nil,
            "45 min active since 21:40 would end after today's active hours"),
        Case("after the active hours nothing is due", at("23:00"), nil, "today's active hours are over"),
        Case(
            "a suspend as long as a break is credited", at("09:30").asleep("09:10", "09:20"), "10:05",
            "next at 10:05: 45 min active since a break of 10 min"),
    ]

    @Test(arguments: cases)
    func `falls due, and says why`(case: Case) {
        let moment = `case`.builder.moment
        let due = cadence.next(moment)
        #expect(clock(due, moment) == `case`.due)
        #expect(due.reason == `case`.reason)
        #expect(due.validUntil.map { $0 > moment.now } ?? true)
    }

    @Test func `breaks put it off no longer than the habit says`() {
        let patient = ActiveTime(every: .minutes(45), naturalBreak: .minutes(2), atLatest: .minutes(60))
        let moment = Self.at("09:55").away("09:20", "09:25").away("09:40", "09:45").moment
        #expect(cadence.next(moment).reason == "next at 10:30: 45 min active since a break of 5 min")
        #expect(patient.next(moment).reason == "next at 10:10: 60 min active, breaks or not, since 09:00")
        let past = Self.at("10:20").away("09:20", "09:25").away("09:40", "09:45").moment
        #expect(patient.next(past).reason == "60 min active, breaks or not, since 09:00")
        #expect(clock(patient.next(past), past) == "10:10")
        let told = Self.at("10:20").away("09:20", "09:25").away("09:40", "09:45").prompted("10:10").moment
        #expect(clock(patient.next(told), told) == "10:55")
    }

    @Test func `a short suspend starts over only where the habit says so`() {
        let moment = MomentBuilder("2026-11-24 09:30").presentSince("09:00").asleep("09:10", "09:11").moment
        let reset = ActiveTime(every: .minutes(45), naturalBreak: .minutes(2), onSuspend: .reset)
        #expect(clock(cadence.next(moment), moment) == "09:46")
        #expect(clock(reset.next(moment), moment) == "09:56")
    }

    @Test func `a day of silence asks nothing`() {
        #expect(cadence.next(MomentBuilder("2026-11-24 12:00", active: []).moment).at == nil)
    }

    @Test func `a lunch pause in the active hours begins a new count`() {
        let hours = [("09:00", "12:00"), ("13:00", "18:00")]
        let before = MomentBuilder("2026-11-24 11:30", active: hours).presentSince("11:30").moment
        #expect(clock(cadence.next(before), before) == "13:45")
        let during = MomentBuilder("2026-11-24 12:30", active: hours).presentSince("11:00").moment
        #expect(clock(cadence.next(during), during) == "13:45")
        let after = MomentBuilder("2026-11-24 13:10", active: hours).presentSince("11:00").moment
        #expect(clock(cadence.next(after), after) == "13:45")
    }

    @Test func `an absence is looked at again when it is long enough to count`() {
        let moment = Self.at("09:31").awaySince("09:30").moment
        #expect(cadence.next(moment).validUntil == moment.now + .minutes(1))
        #expect(cadence.next(Self.at("09:40").awaySince("09:30").moment).validUntil == nil)
    }

    @Test func `hours are told as hours`() {
        let rare = ActiveTime(every: .hours(4), naturalBreak: .minutes(2))
        #expect(rare.next(Self.at("09:30").moment).reason == "next at 13:00: 4 h active since 09:00")
        let often = ActiveTime(every: .seconds(90), naturalBreak: .seconds(30))
        #expect(often.next(Self.at("09:01").moment).reason == "next at 09:01: 1 min 30 s active since 09:00")
    }

    @Test func `active time is elapsed time where the clocks change`() throws {
        let rule = try #require(ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        let berlin = Zone(name: "Europe/Berlin", initialOffset: 3600, rule: rule)
        let night = MomentBuilder(
            "2026-10-25 01:45", zone: berlin, starts: "00:00", active: [("00:00", "23:00")]
        ).presentSince("01:40").moment
        let hourly = ActiveTime(every: .minutes(90), naturalBreak: .minutes(5))
        let due = try #require(hourly.next(night).at)
        #expect(due - night.now == .minutes(85))
        #expect(berlin.local(due).time.text == "02:10")
    }

    @Test func `an unanswered prompt is followed by one an interval later, whatever the day`() {
        var random = SeededRandom(seed: 7)
        for _ in 0..<300 {
            let minute = Int.random(in: 0..<780, using: &random)
            var moment = Self.at("21:59", since: "08:30").moment
            moment.now = moment.day.active[0].lowerBound + .minutes(minute)
            moment.activity.present = [moment.day.active[0].lowerBound..<moment.now]
            moment.lastPrompt = PromptRecord(due: moment.now, announcedAt: moment.now, outcome: .announced)
            let every = Duration.minutes(Int.random(in: 1...240, using: &random))
            let due = ActiveTime(every: every, naturalBreak: .minutes(2)).next(moment)
            if let at = due.at { #expect(at == moment.now + every) }
            #expect((due.at == nil) == (moment.now + every >= moment.day.active[0].upperBound))
        }
    }
}
