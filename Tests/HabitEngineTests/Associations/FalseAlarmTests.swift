import HabitKit
import Testing

@testable import HabitEngine

/// Hundreds of people for whom nothing goes with anything, and hundreds for whom something does.
@Suite struct FalseAlarmTests {
    /// Fewer shuffles than habitd makes, so that the test is soon over: 599 can make a p of 1/600, which is below the
    /// 0.05/10 that the first of ten questions has to reach; stopping at 12 of them tells the same.
    private static let quick: Resampling = {
        var resampling = Resampling()
        (resampling.shuffles, resampling.enough, resampling.draws) = (599, 12, 0)
        return resampling
    }()

    private static func findings(of life: SimulatedLife, people: Range<Int>) async -> [[Association]] {
        var all: [[Association]] = []
        for person in people {
            // Other tests wait for programs meanwhile, on the same few threads.
            await Task.yield()
            // A generator's own step from seed to seed would have each person live the life of the last one, a day later.
            var seed = SplitMix64(seed: UInt64(person))
            var random = SplitMix64(seed: seed.next())
            var resampling = quick
            resampling.seed = seed.next()
            var study = AssociationStudy(life.data(&random), resampling)
            for question in SimulatedLife.questions { study.examine(question) }
            all.append(study.associations)
        }
        return all
    }

    /// Lives of a year whose pain is more and less like the day before's, and of four months.
    private static let lives = [
        SimulatedLife(likeness: 0.6), SimulatedLife(likeness: 0.7), SimulatedLife(likeness: 0.8),
        SimulatedLife(days: 120, likeness: 0.7),
    ]

    /// Ten questions are put to each of 600 people. Were the true rate 5 %, more than 41 of them would be told something
    /// in fewer than 2 of 100 such tests (binomial: mean 30, standard deviation 5.3).
    @Test func `where nothing goes with anything, at most five of a hundred people are told that something does`() async
    {
        let each = 150
        let alarms = await withTaskGroup { group in
            for (number, life) in Self.lives.enumerated() {
                group.addTask {
                    let all = await Self.findings(of: life, people: number * 10_000..<number * 10_000 + each)
                    return (number, all.count { $0.contains { $0.finding?.standsOut == true } })
                }
            }
            return await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
        }
        for (number, life) in Self.lives.enumerated() {
            let count = alarms[number] ?? 0
            print("no effect, \(life.days) days, likeness \(life.likeness): \(count) of \(each) people told something")
        }
        #expect(alarms.values.reduce(0, +) <= 41)
    }

    @Test(arguments: [(180, 0.6), (365, 0.9)])
    func `a point less pain after more movement is found in most people`(days: Int, least: Double) async {
        var life = SimulatedLife(days: days)
        life.effect = 1
        let people = 120
        let all = await Self.findings(of: life, people: 0..<people)
        let found = all.count { $0[0].finding?.standsOut == true }
        let wrong = all.count { $0.dropFirst().contains { $0.finding?.standsOut == true } }
        print("a 1-point effect, \(days) days: found in \(found) of \(people) people; something else told in \(wrong)")
        #expect(Double(found) >= least * Double(people))
        let differences = all.compactMap { $0[0].finding?.difference }
        let mean = differences.reduce(0, +) / Double(people)
        #expect(abs(mean + 1) < 0.15, "\(mean)")
    }
}
