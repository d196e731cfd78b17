import HabitKit
import Testing

@testable import HabitEngine

/// What a report says, from little and from much.
@Suite struct ReportTests {
    static let first = LocalDate(year: 2026, month: 1, day: 1)!

    /// A day's date, counted from the period's first.
    static func day(_ number: Int) -> LocalDate { first.adding(days: number) }

    /// A period of so many days that ended yesterday.
    static func facts(_ length: Int, body: [BodyDay] = [], habits: [PastHabit] = []) -> ReportFacts {
        ReportFacts(
            made: day(length), now: Instant(seconds: Int64(day(length).dayNumber) * 86_400 + 43_200), from: first,
            through: day(length - 1), body: body, habits: habits)
    }

    static func pains(_ pains: [Int: Double]) -> [BodyDay] {
        pains.sorted { $0.key < $1.key }.map { BodyDay(date: day($0.key), means: [.pain: $0.value]) }
    }

    /// So many days in a row with one pain.
    static func run(_ days: Range<Int>, _ pain: Double) -> [BodyDay] {
        pains(Dictionary(uniqueKeysWithValues: days.map { ($0, pain) }))
    }

    @Test(arguments: [
        (6.0, 4.0, true, true), (6.0, 4.1, false, true), (8.0, 6.0, true, false), (8.0, 6.1, false, false),
        (3.0, 2.1, false, true), (3.0, 2.2, false, false), (4.0, 6.0, true, true), (0.0, 1.0, false, false),
        (0.0, 2.0, true, false), (5.0, 5.0, false, false),
    ])
    func `a change of pain matters from 2 points or 30 percent on, in either direction`(
        baseline: Double, now: Double, points: Bool, share: Bool
    ) {
        let importance = ReportComparison.Importance(baseline: baseline, now: now)
        #expect(importance.reachesPoints == points && importance.reachesShare == share)
        #expect(importance.isReached == (points || share))
    }

    @Test func `the first four weeks with enough check-ins are compared with the last`() throws {
        // Three stray check-ins long before do not make a baseline.
        let body = Self.pains([0: 9, 1: 9, 2: 9]) + Self.run(60..<90, 6) + Self.run(172..<200, 3.96)
        let comparison = Report(Self.facts(200, body: body)).comparison
        #expect(comparison.baseline == .init(from: Self.day(60), through: Self.day(87), checkIns: 28))
        #expect(comparison.now == .init(from: Self.day(172), through: Self.day(199), checkIns: 28))
        let pain = try #require(comparison.rows.first)
        #expect(pain.baseline == 6 && pain.now == 4 && pain.change == -2, "what is told is what is reckoned with")
        #expect(pain.importance?.isReached == true)
        #expect(comparison.rows.map(\.isValidated) == [true, true, false, false])
        #expect(comparison.rows[1].baseline == nil, "sleep was not rated")
    }

    @Test(arguments: [(9, false), (10, true)])
    func `below the least count nothing is compared`(count: Int, isSaid: Bool) {
        let body = Self.run(0..<count, 6) + Self.run(100..<(100 + count), 3)
        let comparison = Report(Self.facts(110, body: body)).comparison
        #expect((comparison.rows[0].change != nil) == isSaid)
        #expect((comparison.baseline != nil) == isSaid)
    }

    @Test func `a short period has a baseline and nothing to compare it with`() {
        let comparison = Report(Self.facts(40, body: Self.run(0..<40, 5))).comparison
        #expect(comparison.baseline != nil && comparison.now == nil)
        #expect(comparison.rows[0].change == nil)
    }

    private static func habit(_ days: [PastDay], unit: Unit = .minutes) -> PastHabit {
        PastHabit(id: "walk", title: "Walking", unit: unit, countsEntries: unit == .times, days: days)
    }

    private static func asked(_ number: Int, _ done: Double, target: Double = 30, every: Int = 1) -> PastDay {
        PastDay(date: day(number), done: done, count: done > 0 ? 1 : 0, target: target, everyDays: every)
    }

    @Test func `days are met, missed, neutral, unknown or asked for nothing`() throws {
        var days = (0..<6).map { Self.asked($0, 30) } + (6..<8).map { Self.asked($0, 10) }
        days.append(PastDay(date: Self.day(8), done: 5, count: 1, gentle: true, target: 30, everyDays: 1))
        days.append(PastDay(date: Self.day(9), rested: true, target: 30, everyDays: 1))
        days.append(PastDay(date: Self.day(10), skipped: true, target: 30, everyDays: 1))
        days.append(PastDay(date: Self.day(11), target: nil, everyDays: 1))
        days.append(PastDay(date: Self.day(12), done: 30, count: 1))
        let walk = try #require(Report(Self.facts(16, habits: [Self.habit(days)])).adherence.first)
        #expect(walk.asked == 9 && walk.met == 7 && walk.gentle == 1)
        #expect(walk.neutral == 2 && walk.unknown == 4)
        #expect(walk.share.map { abs($0 - 7.0 / 9) < 1e-9 } == true)
    }

    @Test func `today is pending until it is over`() throws {
        var facts = Self.facts(7, habits: [Self.habit((0..<7).map { Self.asked($0, $0 < 6 ? 30 : 0) })])
        facts.made = Self.day(6)
        #expect(try #require(Report(facts).adherence.first).asked == 6)
        facts.habits = [Self.habit((0..<7).map { Self.asked($0, 30) })]
        #expect(try #require(Report(facts).adherence.first).met == 7, "but what is met is met")
    }

    @Test func `too few days have no share`() throws {
        let few = Self.facts(4, habits: [Self.habit((0..<4).map { Self.asked($0, 30) })])
        let walk = try #require(Report(few).adherence.first)
        #expect(walk.met == 4 && walk.share == nil)
    }

    @Test func `a week's goal counts weeks, and a week with rest asks for that much less`() throws {
        // The first Monday of 2026 is the fifth of January.
        var days: [PastDay] = []
        for week in 0..<6 {
            for weekday in 0..<7 {
                var day = Self.asked(4 + week * 7 + weekday, weekday < 3 ? 1 : 0, target: 3, every: 7)
                // Twice is too little in the fourth week, and enough in the fifth, of which two days were rest.
                if week >= 3, weekday == 2 { day.done = 0 }
                if week == 4, weekday > 4 { day.rested = true }
                days.append(day)
            }
        }
        let report = Report(Self.facts(46, habits: [Self.habit(days, unit: .times)]))
        let rolling = try #require(report.adherence.first)
        #expect(rolling.everyDays == 7 && rolling.asked == 6)
        #expect(rolling.met == 4, "the first three, and the one with rest")
    }

    @Test func `goals are told in the order they were in force`() throws {
        let days = (0..<30).map { Self.asked($0, 30, target: $0 < 10 ? 20 : 30) }
        #expect(try #require(Report(Self.facts(30, habits: [Self.habit(days)])).adherence.first).goals == [20, 30])
    }

    @Test func `sessions are planned by the phases that were in force`() throws {
        let days = (0..<182).map { Self.asked($0, 0, target: 1, every: $0 < 91 ? 7 : 14) }
        let given = [1, 8, 15, 22, 80, 95, 110].map { Session(date: Self.day($0)) }
        let booked = [100, 190, 220].map { number in
            let at = Instant(seconds: Int64(Self.day(number).dayNumber) * 86_400 + 61_200)
            return Appointment(at: at, date: Self.day(number), time: LocalTime(hour: 17, minute: 0)!)
        }
        let massage = PastHabit(
            id: "massage", title: "Massage", unit: .minutes, days: days, comesInSessions: true, sessions: given,
            bookings: booked)
        let report = Report(Self.facts(182, habits: [massage]))
        #expect(report.adherence.isEmpty)
        let course = try #require(report.sessions.first)
        #expect(course.phases.map(\.everyDays) == [7, 14])
        #expect(course.phases.map(\.planned) == [13, 7] && course.planned == 20, "13 and 6.5 make 19.5")
        #expect(course.phases.map(\.given) == [5, 2])
        #expect(course.phases[0].through == Self.day(90) && course.phases[1].through == Self.day(181))
        #expect(course.longestGap == 58)
        #expect(course.next?.date == Self.day(190))
        #expect(report.tell.lastAppointment == Self.day(110))
    }

    @Test func `what is to be told is parted at the last appointment`() {
        var facts = Self.facts(30)
        facts.tells = [3, 10, 20].map { DatedWords(date: Self.day($0), words: "\($0)") }
        #expect(Report(facts).tell.since.map(\.words) == ["20", "10", "3"])
        facts.habits = [
            PastHabit(
                id: "massage", title: "Massage", unit: .minutes, comesInSessions: true,
                sessions: [Session(date: Self.day(10))])
        ]
        let tell = Report(facts).tell
        #expect(tell.since.map(\.words) == ["20", "10"] && tell.earlier.map(\.words) == ["3"])
    }

    @Test func `PEG tells its change once four weeks lie between`() {
        func answered(_ number: Int, _ score: Double) -> BodyDay {
            BodyDay(
                date: Self.day(number), means: [.pegPain: score, .pegEnjoyment: score, .pegActivity: score + 0.3])
        }
        #expect(Report(Self.facts(60, body: [answered(0, 6), answered(27, 4)])).peg?.change == nil)
        let peg = Report(Self.facts(60, body: [answered(0, 6), answered(28, 4)])).peg
        #expect(peg?.change == -2 && peg?.answers == 2 && peg?.first.score == 6.1)
        #expect(Report(Self.facts(60, body: Self.run(0..<60, 5))).peg == nil)
    }

    @Test func `the longest gap may lie at either end`() {
        let known = Report(Self.facts(100, body: Self.run(30..<40, 5) + Self.run(50..<60, 5))).completeness
        #expect(known.checkIns == 20 && known.days == 100)
        #expect(known.longestGap == .init(from: Self.day(60), through: Self.day(99), days: 40))
        #expect(Report(Self.facts(10, body: Self.run(0..<10, 5))).completeness.longestGap == nil)
    }

    @Test(arguments: [(7, 1), (730, 1), (1000, 2), (3653, 8), (36_530, 48)])
    func `a long course is told in longer spans`(days: Int, weeks: Int) {
        let report = Report(Self.facts(days, body: Self.run(0..<min(days, 20), 5)))
        #expect(report.courseWeeks == weeks)
        #expect(report.course.count <= BodySpan.points + 1)
        #expect(report.course.reduce(0) { $0 + $1.checkIns } == min(days, 20))
    }

    @Test func `a week with one check-in has no mean`() {
        let report = Report(Self.facts(21, body: Self.pains([5: 4, 6: 6, 12: 7])))
        #expect(report.course.map(\.pain) == [nil, 5, nil, nil], "the year began on a Thursday")
        #expect(report.months.map(\.pain) == [5.7])
    }

    @Test func `a report of nothing says nothing and does not break`() {
        let report = Report(Self.facts(1))
        #expect(report.comparison.baseline == nil && report.adherence.isEmpty && report.peg == nil)
        #expect(report.completeness.longestGap?.days == 1 && !report.limits.isEmpty)
    }
}

/// What tended to go together, as a report tells it.
@Suite struct ReportAssociationTests {
    private static let question = AssociationQuestion(
        id: "movement-pain", .movement, .rating(.pain), lag: 1, title: "Movement, and pain the next day",
        more: "On days after more movement", then: "pain was", unit: "points")

    @Test func `a question with too few days stands in no report`() {
        let lacking = Association(question: Self.question, days: 30, finding: nil, lacking: .days(30, needed: 60))
        let finding = Association.Finding(
            difference: -0.64, interval: -1.02 ... -0.26, more: 140, less: 138, p: 0.001, correctedP: 0.01)
        let found = Association(question: Self.question, days: 278, finding: finding, lacking: nil)
        var facts = ReportTests.facts(300)
        facts.associations = [lacking, found]
        let told = Report(facts).associations
        #expect(told.map(\.question) == ["movement-pain"])
        #expect(told.first?.difference == -0.6 && told.first?.low == -1 && told.first?.standsOut == true)
        #expect(told.first?.words.contains("0.6 points lower") == true)
    }
}
