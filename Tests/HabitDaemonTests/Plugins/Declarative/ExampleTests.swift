import Foundation
import HabitEngine
import HabitKit
import HabitTesting
import Testing

@testable import HabitDaemon

@Suite struct DeclarativeExampleTests {
    private static func habit(_ file: String) throws -> BoundHabit {
        let (plugin, problems) = DeclarativeFile.read(HabitFile.example(file))
        let sound = try #require(plugin, "\(problems.map(\.sentence))")
        return try BoundHabit(sound.manifest.id, plugin: sound)
    }

    @Test(arguments: HabitFile.examples)
    func `keeps the contract of every plugin, as it is shipped`(_ file: String) async throws {
        let plugin = try #require(DeclarativeFile.read(HabitFile.example(file)).plugin)
        let violations = await PluginContract.violations(of: plugin)
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
    }

    @Test(arguments: HabitFile.examples)
    func `is short, and fits the screen of whoever copies it`(_ file: String) throws {
        let text = try String(contentsOfFile: HabitFile.example(file), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 30 && lines.allSatisfy { $0.count <= 120 })
    }

    @Test func `leafy greens are asked for at noon, and in the evening only if there were none`() async throws {
        let greens = try Self.habit("leafy-greens.toml")
        #expect(
            told(await week(greens, days: 1)) == [
                "mon 12:00 Leafy greens with the next meal? A handful will do",
                "mon 18:00 Something green today: salad, spinach, or kale in a soup",
            ])
        let eaten = await week(greens, days: 1) { announcement, _ in
            [
                .init(
                    at: announcement.at + .minutes(30),
                    .event(.recorded(entry("lunch", "leafy-greens", 1, .times, at: announcement.at + .minutes(30)))))
            ]
        }
        #expect(eaten.count == 1)
    }

    @Test func `nuts are asked for on five days of the week, and berries on three`() async throws {
        func days(_ file: String) async throws -> [String] {
            let habit = try Self.habit(file)
            let heard = await week(habit) { announcement, _ in
                let at = announcement.at + .minutes(10)
                return [.init(at: at, .event(.recorded(entry("e\(at.seconds)", habit.id, 1, .times, at: at))))]
            }
            return told(heard).map { String($0.prefix(9)) }
        }
        #expect(
            try await days("nuts.toml") == ["mon 15:30", "tue 15:30", "wed 15:30", "thu 15:30", "fri 15:30"])
        #expect(try await days("berries.toml") == ["mon 09:00", "wed 09:00", "fri 09:00"])
    }

    @Test func `less sugar is asked about once a day, in other words each day`() async throws {
        let heard = told(await week(try Self.habit("less-sugar.toml"), days: 4))
        #expect(heard.map { $0.prefix(9) } == ["mon 15:00", "tue 15:00", "wed 15:00", "thu 15:00"])
        #expect(Set(heard.map { $0.dropFirst(10) }).count == 3)
        #expect(heard[3].dropFirst(10) == heard[0].dropFirst(10))
    }

    @Test func `eyes rest every twenty minutes of presence, as often as the user lets habitd speak`() async throws {
        let eyes = try Self.habit("eye-rest.toml")
        var policy = Policy()
        policy.hourlyLimit = 4
        let heard = told(await week(eyes, days: 1, policy: policy))
        #expect(heard.prefix(4).map { $0.prefix(9) } == ["mon 08:50", "mon 09:10", "mon 09:30", "mon 09:50"])
        #expect(heard[0].hasSuffix("Look at something far away for 20 seconds") && heard[1] != heard[0])
        #expect(heard.count == 40, "13 h 30 min of active hours")
        let usual = await week(eyes, days: 1)
        for (first, third) in zip(usual, usual.dropFirst(2)) { #expect(third.at - first.at >= .hours(1)) }
    }

    @Test func `on a day of rest no example asks for anything, and none calls it missed`() async throws {
        for file in HabitFile.examples {
            let habit = try Self.habit(file)
            let answer = try await habit.assess(MomentBuilder("2026-11-24 19:00").mode(.rest).moment)
            #expect(
                answer.prompt == nil && answer.state == .resting && answer.reason == "a day of rest: nothing is asked")
        }
    }
}

/// An entry made at `instant`.
private func entry(_ id: String, _ habit: String, _ amount: Double, _ unit: HabitKit.Unit, at instant: Instant) -> Entry
{
    Entry(id: id, habit: habit, at: instant, amount: amount, unit: unit)
}
