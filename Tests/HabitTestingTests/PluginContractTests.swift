import HabitKit
import HabitTesting
import Testing

/// A plugin that keeps the contract but for what a test breaks.
private struct Fake: HabitPlugin {
    struct Settings: Codable, Sendable { var every: Duration }

    var manifest = Manifest(
        id: "fake", title: "Fake", summary: "For tests.", unit: .times, amounts: 1...10,
        settings: [SettingSpec("every", .duration(60...3600), default: .number(600), "How often")])
    var answer: @Sendable (Moment) throws -> Assessment = { moment in
        Assessment(state: .upcoming, reason: "nothing yet")
    }

    func assess(_ moment: Moment, settings: Settings) throws -> Assessment { try answer(moment) }
}

@Suite struct PluginContractTests {
    private func violations(_ change: (inout Fake) -> Void) async -> String {
        var fake = Fake()
        change(&fake)
        return await PluginContract.violations(of: fake).joined(separator: "\n")
    }

    @Test func `a sound plugin has none`() async {
        #expect(await violations { _ in } == "")
    }

    @Test(arguments: ["", "Foam Roll", "../etc", "a/b", "café"])
    func `an id that is no path component is found`(id: String) async {
        #expect(await violations { $0.manifest.id = id }.contains("id: "))
    }

    @Test func `amounts that make no sense are found`() async {
        #expect(await violations { $0.manifest.usualAmount = 0 }.contains("usualAmount"))
        #expect(await violations { $0.manifest.amounts = -1...10 }.contains("amounts"))
    }

    @Test func `a default outside its range is found`() async {
        #expect(await violations { $0.manifest.settings[0].defaultValue = .number(5) }.contains("the default 5s"))
    }

    @Test func `keys declared twice or taken are found`() async {
        #expect(await violations { $0.manifest.settings.append($0.manifest.settings[0]) }.contains("declared twice"))
        #expect(
            await violations {
                $0.manifest.settings.append(SettingSpec("title", .boolean, default: .boolean(true), "No"))
            }.contains("taken by habitd"))
    }

    @Test func `settings that do not fit the manifest are found`() async {
        #expect(await violations { $0.manifest.settings[0].key = "often" }.contains("do not fit its manifest"))
    }

    @Test func `an answer that changes is found`() async {
        let counter = Counter()
        let found = await violations {
            $0.answer = { _ in Assessment(state: .upcoming, reason: "answer \(counter.next())") }
        }
        #expect(found.contains("two different answers"))
    }

    @Test(arguments: [
        (Assessment(state: .upcoming, reason: ""), "reason"), (Assessment(state: .upcoming, reason: "a\nb"), "reason"),
        (Assessment(state: .upcoming, reason: "Done."), "full stop"),
        (Assessment(state: .upcoming, reason: "you missed it"), "scolds"),
        (
            Assessment(state: .upcoming, progress: Progress(done: .nan, target: 3, unit: .times), reason: "x"),
            "progress.done"
        ),
        (
            Assessment(state: .upcoming, progress: Progress(done: 1, target: 0, unit: .times), reason: "x"),
            "progress.target"
        ),
        (
            Assessment(state: .upcoming, progress: Progress(done: 1, target: 2, unit: .litres), reason: "x"),
            "progress.unit"
        ),
        (Assessment(state: .upcoming, reason: "x", validUntil: .distantPast), "validUntil"),
        (
            Assessment(state: .upcoming, prompt: Prompt(due: .distantFuture, message: "x"), reason: "x"),
            "400 days ahead"
        ),
        (
            Assessment(state: .upcoming, prompt: Prompt(due: .distantFuture, message: "\u{1B}[2J"), reason: "x"),
            "message"
        ),
        (
            Assessment(state: .upcoming, prompt: Prompt(due: .distantFuture, message: "x", repeats: 99), reason: "x"),
            "repeats"
        ),
    ])
    func `an unsound answer is found`(assessment: Assessment, told: String) async {
        #expect(await violations { $0.answer = { _ in assessment } }.contains(told))
    }

    @Test func `a prompt that ignores having been announced is found`() async {
        let found = await violations {
            $0.answer = { moment in
                Assessment(state: .due, prompt: Prompt(due: moment.now, message: "now"), reason: "now")
            }
        }
        #expect(found.contains("due again at once"))
    }

    @Test func `a prompt outside the active hours is found`() async {
        let found = await violations {
            $0.answer = { moment in
                let night = moment.day.bounds.upperBound - .minutes(1)
                return Assessment(state: .upcoming, prompt: Prompt(due: night, message: "boo"), reason: "x")
            }
        }
        #expect(found.contains("outside the active hours"))
    }

    @Test func `an error is told with the moment it came at`() async {
        struct Broken: Error {}
        let found = await violations {
            $0.answer = { moment in
                if moment.mode == .rest { throw Broken() }; return Assessment(state: .resting, reason: "x")
            }
        }
        #expect(found.contains("rest day: assess threw"))
    }
}

/// Counts calls, so that a fake can break purity.
private final class Counter: Sendable {
    private let clock = ContinuousClock()
    private let start = ContinuousClock.now
    func next() -> String { "\(clock.now - start)" }
}
