import HabitEngine
import HabitKit
import Testing

/// The figures are Loop Habit Tracker's (`ScoreListTest.kt`), or computed from its formula.
@Suite struct StandingTests {
    static let start = LocalDate(dayNumber: 20_000)

    /// One record a day: `x` done, `.` missed, `r` rested, `s` skipped, `g` gentle.
    static func days(
        _ text: String, target: Double? = 1, period: TargetPeriod = .day, goal: Manifest.Goal = .amount,
        from first: Int = 0
    ) -> [DayRecord] {
        text.enumerated().map { index, letter in
            let isDone = letter == "x" || letter == "g"
            return DayRecord(
                date: start.adding(days: first + index), done: isDone ? 1 : 0, count: isDone ? 1 : 0,
                gentle: letter == "g", rested: letter == "r", skipped: letter == "s", target: target, period: period,
                goal: goal)
        }
    }

    static func standing(_ records: [DayRecord], on day: Int? = nil) -> Standing {
        var fold = StandingFold()
        for record in records { fold.add(record) }
        return fold.standing(on: day.map { start.adding(days: $0) } ?? records.last!.date.adding(days: 1))
    }

    static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(arguments: [
        ("x", 0.051922), ("xx", 0.101149), (repeated("x", 20), 0.655747), (repeated("x", 17) + "sss", 0.596033),
        ("sxxxxxsxxxxxxsxxxxxx", 0.596033), (repeated("x", 30), 0.798017), (repeated("x", 60), 0.959203),
        (repeated("x", 90), 0.991760), ("", 0),
    ])
    func `a daily habit's score is Loop's`(text: String, score: Double) {
        let records = Self.days(text)
        let standing = records.isEmpty ? Standing() : Self.standing(records)
        #expect(abs(standing.score - score) < 1e-6, "\(standing.score)")
    }

    @Test func `one missed day costs a full score a twentieth`() {
        let standing = Self.standing(Self.days(Self.repeated("x", 2000) + "."))
        #expect(abs(standing.score - 0.948078) < 1e-6)
        #expect(standing.streak == 0)
    }

    @Test(arguments: [(1.0, 35), (3, 20), (7, 13)])
    func `half of a score is gone after the half-life of its frequency`(times: Double, days: Int) {
        // 13 d for a daily habit, 19.9 for three times a week, 34.4 for a weekly one.
        let week = ["", "x......", "", "x.x.x..", "", "", "", "xxxxxxx"][Int(times)]
        let full = Self.days(Self.repeated(week, 300), target: times, period: .week, goal: .count)
        let idle = Self.days(
            Self.repeated(".", 14 + days), target: times, period: .week, goal: .count, from: full.count)
        let before = Self.standing(full + idle.prefix(times == 7 ? 0 : 13)).score
        let after = Self.standing(full + idle.prefix((times == 7 ? 0 : 13) + days)).score
        #expect(abs(after / before - 0.5) < 0.02, "\(after / before)")
    }

    @Test func `twelve weekly sessions score as Loop has it`() {
        let standing = Self.standing(
            Self.days(Self.repeated("x......", 12), target: 1, period: .week, goal: .count))
        #expect(abs(standing.score - 0.802) < 0.01, "\(standing.score)")
        #expect(standing.streak == 84)
    }

    @Test func `today is pending until it is over`() {
        let done = Self.days("xxxx")
        #expect(Self.standing(done, on: 4) == Self.standing(done + Self.days(".", from: 4), on: 4))
        #expect(Self.standing(done, on: 4).streak == 4)
        #expect(Self.standing(done + Self.days("x", from: 4), on: 4).streak == 5)
        #expect(Self.standing(done + Self.days("x", from: 4), on: 4).score > Self.standing(done, on: 4).score)
        #expect(Self.standing(done, on: 5).streak == 0)
        #expect(Self.standing(done, on: 5).score < Self.standing(done, on: 4).score)
    }

    @Test(arguments: [
        ("xxx", 3), ("xx.x", 1), ("xxrx", 3), ("xxsx", 3), ("rrr", 0), ("x.rr", 0), ("xxxrr", 3), ("gxg", 3),
        ("...", 0),
    ])
    func `rest and skip neither break nor lengthen a streak`(text: String, streak: Int) {
        #expect(Self.standing(Self.days(text)).streak == streak)
    }

    @Test(arguments: ["xxxxxxxxxx", "x.x.xx..x"])
    func `rests anywhere change no score`(text: String) {
        let rested = text.flatMap { ["r", $0, "s"] as [Character] }
        #expect(Self.standing(Self.days(String(rested))).score == Self.standing(Self.days(text)).score)
    }

    @Test func `rests change no score of a weekly habit either`() {
        let plain = Self.days("x.x.x..x.x.x..", target: 3, period: .week, goal: .count)
        let rested = Self.days("x.x.rrrrrrx..x.x.x..", target: 3, period: .week, goal: .count)
        #expect(Self.standing(plain).score == Self.standing(rested).score)
        #expect(Self.standing(plain).streak == Self.standing(rested).streak)
    }

    @Test func `what was done before the rest of the day still counts in its week`() {
        var records = Self.days("x.x.x..", target: 3, period: .week, goal: .count)
        let before = Self.standing(records)
        records[0].skipped = true
        #expect(Self.standing(records) == before)
    }

    @Test func `gentle counts as done though it was less`() {
        var records = Self.days("xxx")
        records[1] = DayRecord(date: records[1].date, done: 0.2, count: 1, gentle: true, target: 1)
        #expect(Self.standing(records) == Self.standing(Self.days("xxx")))
    }

    @Test func `half of the target is worth half a day and no streak`() {
        let half = [DayRecord(date: Self.start, done: 750, count: 3, target: 1500)]
        #expect(abs(Self.standing(half).score - 0.051922 / 2) < 1e-6)
        #expect(Self.standing(half).streak == 0)
        let double = [DayRecord(date: Self.start, done: 3000, count: 3, target: 1500)]
        #expect(abs(Self.standing(double).score - 0.051922) < 1e-6)
    }

    @Test func `a habit without a target is done by any entry`() {
        let records = (0..<2).map { DayRecord(date: Self.start.adding(days: $0), done: 0.1, count: 1) }
        #expect(abs(Self.standing(records).score - 0.101149) < 1e-6)
        #expect(Self.standing(records).streak == 2)
    }

    @Test func `days that are left out were missed`() {
        let full = Self.days("x..x")
        #expect(Self.standing([full[0], full[3]]) == Self.standing(full))
    }

    @Test func `a changed target leaves the past as it was`() {
        let easy = Self.days("xxxxxxxxxx", target: 1)
        let hard = Self.days("xxxxxxxxxx", target: 2, from: 10)
        #expect(Self.standing(easy + Array(hard.prefix(0))).streak == 10)
        let after = Self.standing(easy + hard)
        #expect(after.streak == 0)
        let score = Self.standing(easy).score
        // Ten days at half: each keeps m and adds (1 - m) / 2.
        let expected = 0.5 + (score - 0.5) * 0.586_742
        #expect(abs(after.score - expected) < 1e-4, "\(after.score) \(expected)")
    }

    @Test(arguments: [
        ("x.x.x..", 7), ("x.x.x..x.x.x..", 14), ("x.x.x..x.x....", 0), ("x.x.x......", 0), (".x.x.x", 5), ("x.x..", 0),
    ])
    func `three times a week holds a streak as long as each stretch of seven days has them`(text: String, streak: Int) {
        #expect(Self.standing(Self.days(text, target: 3, period: .week, goal: .count)).streak == streak)
    }

    @Test func `two sessions on one day count once a week's target`() {
        var records = Self.days("x......", target: 2, period: .week, goal: .count)
        records[0].done = 2
        #expect(Self.standing(records).streak == 0)
    }

    @Test func `a weekly amount is summed over seven days`() {
        let records = (0..<7).map {
            DayRecord(date: Self.start.adding(days: $0), done: 50, count: 1, target: 150, period: .week)
        }
        // Thirds, then full: shares 1/3, 2/3, 1, 1 … with Loop's weekly decay.
        let decay = 0.980_049
        var score = 0.0
        for part in [1.0 / 3, 2.0 / 3, 1, 1, 1, 1, 1] { score = score * decay + part * (1 - decay) }
        #expect(abs(Self.standing(records).score - score) < 1e-5)
        #expect(Self.standing(records).streak == 7)
    }

    @Test func `days out of order are ignored`() {
        var fold = StandingFold()
        for record in Self.days("xx") { fold.add(record) }
        fold.add(Self.days(".")[0])
        #expect(fold.standing(on: Self.start.adding(days: 2)).streak == 2)
    }

    @Test func `nothing recorded is no standing`() {
        #expect(StandingFold().standing(on: Self.start) == Standing(streak: 0, score: 0))
    }

    @Test(arguments: 0..<40) func `a score stays between none and full, and today never lowers it`(seed: Int) {
        var random = Seeded(seed)
        var fold = StandingFold()
        var date = Self.start
        for _ in 0..<120 {
            date = date.adding(days: Int.random(in: 1...3, using: &random))
            let record = DayRecord(
                date: date, done: Double.random(in: 0...3, using: &random), count: 1,
                gentle: Int.random(in: 0..<9, using: &random) == 0, rested: Int.random(in: 0..<5, using: &random) == 0,
                target: Double(Int.random(in: 1...9, using: &random)),
                period: Bool.random(using: &random) ? .day : .week, goal: Bool.random(using: &random) ? .amount : .count
            )
            var untouched = fold
            untouched.add(DayRecord(date: date, target: record.target, period: record.period, goal: record.goal))
            let before = untouched.standing(on: date)
            fold.add(record)
            let after = fold.standing(on: date)
            #expect((0...1).contains(after.score))
            #expect(after.score >= before.score - 1e-12)
            #expect(after.streak >= before.streak)
        }
    }
}
