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
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "nothing is known: counted from the active hours' start", builder: MomentBuilder("2026-11-24 08:50"),
            due: "09:15"),
        Case(
            name: "present since nine", builder: MomentBuilder("2026-11-24 09:20").presentSince("09:00"), due: "09:45"),
        Case(
            name: "overdue keeps the minute it fell due",
            builder: MomentBuilder("2026-11-24 10:20").presentSince("09:00"), due: "09:45"),
        Case(
            name: "a short absence only stops the count",
            builder: MomentBuilder("2026-11-24 09:30").presentSince("09:00").away("09:10", "09:11"), due: "09:46"),
        Case(
            name: "a natural break starts it anew",
            builder: MomentBuilder("2026-11-24 09:30").presentSince("09:00").away("09:10", "09:20"), due: "10:05"),
        Case(
            name: "movement starts it anew",
            builder: MomentBuilder("2026-11-24 09:30").presentSince("09:00").moved("09:15", "09:25"), due: "10:10"),
        Case(
            name: "an entry starts it anew",
            builder: MomentBuilder("2026-11-24 09:30").presentSince("09:00").done("09:12"), due: "09:57"),
        Case(
            name: "an unanswered prompt starts it anew",
            builder: MomentBuilder("2026-11-24 09:50").presentSince("09:00").prompted("09:45"), due: "10:30"),
        Case(
            name: "while away nothing falls due",
            builder: MomentBuilder("2026-11-24 10:20").presentSince("09:00").awaySince("09:30"), due: nil),
        Case(
            name: "what does not fit the day is left", builder: MomentBuilder("2026-11-24 21:50").presentSince("21:40"),
            due: nil),
        Case(
            name: "after the active hours nothing is due",
            builder: MomentBuilder("2026-11-24 23:00").presentSince("09:00"), due: nil),
        Case(
            name: "a suspend as long as a break is credited",
            builder: MomentBuilder("2026-11-24 09:30").presentSince("09:00").asleep("09:10", "09:20"), due: "10:05"),
    ]

    @Test(arguments: cases)
    func `falls due`(case: Case) {
        let moment = `case`.builder.moment
        #expect(clock(cadence.next(moment), moment) == `case`.due)
    }

    @Test func `a short suspend starts over only where the habit says so`() {
        let moment = MomentBuilder("2026-11-24 09:30").presentSince("09:00").asleep("09:10", "09:11").moment
        let reset = ActiveTime(every: .minutes(45), naturalBreak: .minutes(2), onSuspend: .reset)
        #expect(clock(cadence.next(moment), moment) == "09:46")
        #expect(clock(reset.next(moment), moment) == "09:56")
    }

    @Test func `a lunch pause in the active hours is stepped over`() {
        let moment = MomentBuilder("2026-11-24 11:30", active: [("09:00", "12:00"), ("13:00", "18:00")])
            .presentSince("11:30").moment
        #expect(clock(cadence.next(moment), moment) == "13:15")
    }

    @Test func `the reason tells the count and the break`() {
        let moment = MomentBuilder("2026-11-24 09:30").presentSince("09:00").away("09:08", "09:20").moment
        #expect(cadence.next(moment).reason == "10 of 45 min active since a break of 12 min, next at 10:05")
    }
}
