import HabitKit
import Testing

@testable import HabitEngine

@Suite struct AssociationTests {
    private static let first = LocalDate(dayNumber: 20_000)
    private static let question = AssociationQuestion(
        id: "movement-pain", .movement, .rating(.pain), lag: 1, title: "Movement, and pain the next day",
        more: "On days after more movement", then: "pain was", unit: "points")

    private static func data(_ days: Int, movement: (Int) -> Double, pain: (Int) -> Double) -> AssociationData {
        var data = AssociationData(from: first, through: first.adding(days: days - 1))
        data.set(.movement, (0..<days).map(movement))
        data.set(.rating(.pain), (0..<days).map(pain))
        return data
    }

    /// Pain that is a point lower on days after more movement, on every day of the same noise.
    private static func clear(_ days: Int) -> AssociationData {
        var random = SplitMix64(seed: 3)
        let moved = (0..<days).map { _ in random.below(2) == 0 ? 20.0 : 40 }
        let noise = (0..<days).map { _ in Double(random.below(3)) - 1 }
        return data(days, movement: { moved[$0] }, pain: { 5 + noise[$0] - ($0 > 0 && moved[$0 - 1] > 30 ? 1 : 0) })
    }

    @Test func `what is there is told with its numbers, and not as a cause`() throws {
        let found = AssociationStudy.run([Self.question], Self.clear(300))
        let finding = try #require(found[0].finding)
        #expect(finding.standsOut && abs(finding.difference + 1) < 0.2)
        #expect(finding.more + finding.less == found[0].days)
        let interval = try #require(finding.interval)
        #expect(interval.contains(-1) && interval.upperBound < 0)
        let text = found[0].text
        #expect(text.hasPrefix("On days after more movement, pain was ") && text.contains(" points lower (95 % −"))
        #expect(text.hasSuffix("days). That is not proof of a cause."), "\(text)")
    }

    @Test func `the same data tell the same, whatever else is asked`() {
        var other = Self.question
        other.id = "again"
        let alone = AssociationStudy.run([Self.question], Self.clear(300))[0]
        let second = AssociationStudy.run([other, Self.question], Self.clear(300))[1]
        #expect(alone.finding?.p == second.finding?.p && alone.finding?.interval == second.finding?.interval)
        #expect(AssociationStudy.run([Self.question], Self.clear(300))[0] == alone)
    }

    @Test(arguments: [0, 30, 60])
    func `below the minimum counts nothing is told`(days: Int) {
        let found = AssociationStudy.run([Self.question], Self.clear(days))[0]
        #expect(found.finding == nil)
        #expect(found.lacking == .days(max(0, days - 1), needed: 60))
        #expect(found.text == "Movement, and pain the next day: not enough days yet, \(max(0, days - 1)) of 60.")
    }

    @Test func `days that hardly differ are too few on one side`() {
        let data = Self.data(100, movement: { $0 % 10 == 0 ? 30 : 0 }, pain: { Double($0 % 7) })
        let found = AssociationStudy.run([Self.question], data)[0]
        #expect(found.finding == nil)
        guard case .side(let days, needed: 20)? = found.lacking else { return #expect(Bool(false), "\(found)") }
        #expect(days < 20)
    }

    @Test func `what nobody told is not enough`() {
        let empty = AssociationData(from: Self.first, through: Self.first)
        #expect(AssociationStudy.run([Self.question], empty)[0].lacking == .days(0, needed: 60))
    }

    @Test func `a recovery by itself makes nothing go together`() throws {
        var random = SplitMix64(seed: 5)
        let noise = (0..<600).map { _ in Double(random.below(100)) / 50 - 1 }
        let more = (0..<600).map { _ in Double(random.below(100)) / 10 }
        let data = Self.data(
            300, movement: { Double($0) / 5 + more[$0] }, pain: { 8 - Double($0) / 50 + noise[$0 + 300] })
        let found = AssociationStudy.run([Self.question], data)[0]
        let finding = try #require(found.finding)
        #expect(!finding.standsOut && abs(finding.difference) < 0.3)
        #expect(found.text.contains("nothing stands out ("), "\(found.text)")
    }

    @Test func `a straight course and a slow bend are taken out, a day's difference stays`() {
        let straight = Detrending.residuals(ContiguousArray((0..<100).map { 3 + 0.1 * Double($0) }))
        #expect(straight.allSatisfy { abs($0) < 1e-9 })
        var spiked = ContiguousArray((0..<100).map { 3 + 0.1 * Double($0) })
        spiked[50] += 4
        #expect(abs(Detrending.residuals(spiked)[50] - 4) < 0.1)
        var sparse = ContiguousArray(repeating: Double.nan, count: 100)
        for place in 0..<9 { sparse[place] = 1 }
        #expect(Detrending.residuals(sparse).allSatisfy { $0.isNaN })
    }

    @Test(arguments: [
        ([0.01, 0.04, 0.03], [0.03, 0.06, 0.06]), ([0.5], [0.5]), ([], []), ([0.9, 0.9], [1, 1]),
        ([0.01, 0.02, 0.025], [0.03, 0.04, 0.04]),
    ])
    func `Holm's correction steps down`(values: [Double], corrected: [Double]) {
        for (one, other) in zip(AssociationStudy.holm(values), corrected) { #expect(abs(one - other) < 1e-12) }
    }

    @Test func `habits are read day by day, and distances from session to session`() {
        let manifest = Manifest(
            id: "massage", title: "Massage", summary: "", unit: .minutes, amounts: 0...600, isMovement: true)
        let records = StandingTests.days("..x...x.").map { record in
            var record = record
            (record.done, record.isPlanned) = (record.done * 60, true)
            return record
        }
        var data = AssociationData(from: StandingTests.start, through: StandingTests.start.adding(days: 8))
        data.add(HabitSeries(records, today: StandingTests.start.adding(days: 8)), manifest)
        func values(_ factor: Factor) -> [Double?] {
            data[factor]?.map { $0.isNaN ? nil : $0 } ?? []
        }
        #expect(values(.movement) == [0, 0, 60, 0, 0, 0, 60, 0, nil])
        #expect(values(.daysSince(plugin: "massage")) == [nil, nil, 0, 1, 2, 3, 0, 1, nil].dropLast() + [2])
        #expect(values(.daysUntil(plugin: "massage")) == [2, 1, 4, 3, 2, 1, nil, nil, nil])
    }

    @Test(arguments: [(AssociationQuestion.Directions.moreOrLess, "250 ml less"), (.laterOrSooner, "250 ml sooner")])
    func `differences are told in the words of their unit`(directions: AssociationQuestion.Directions, words: String) {
        var question = Self.question
        (question.directions, question.unit) = (directions, "ml")
        let finding = Association.Finding(
            difference: -249.6, interval: -300.4 ... -20.12, more: 100, less: 90, p: 0.001, correctedP: 0.01)
        let text = Association(question: question, days: 190, finding: finding, lacking: nil).text
        #expect(text.contains("pain was \(words) (95 % −300 to −20.1; 100 and 90 days)"), "\(text)")
    }
}
