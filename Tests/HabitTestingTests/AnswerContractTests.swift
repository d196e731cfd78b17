import HabitKit
import HabitTesting
import Synchronization
import Testing

/// Each break of an answer is found, and told with the moment it shows in.
@Suite struct AnswerContractTests {
    struct Break: Sendable, CustomTestStringConvertible {
        var expected: String
        var change: @Sendable (inout Assessment, Moment) -> Void
        var testDescription: String { expected }

        init(_ expected: String, _ change: @escaping @Sendable (inout Assessment, Moment) -> Void) {
            self.expected = expected
            self.change = change
        }
    }

    static let breaks = [
        Break("reason: one line of 1 to 200 characters is wanted") { answer, _ in answer.reason = "" },
        Break("reason: one line of 1 to 200 characters is wanted") { answer, _ in answer.reason = "two\nlines" },
        Break("reason: no full stop at the end") { answer, _ in answer.reason += "." },
        Break("reason: “missed” scolds") { answer, _ in answer.reason = "you missed it" },
        Break("progress.done: -1.0 is no amount") { answer, _ in answer.progress?.done = -1 },
        Break("progress.done: nan is no amount") { answer, _ in answer.progress?.done = .nan },
        Break("progress.target: 0.0 must be above 0") { answer, _ in answer.progress?.target = 0 },
        Break("progress.unit: ml is not the manifest's min") { answer, _ in answer.progress?.unit = .millilitres },
        Break("prompt.message: one line of 1 to 200 characters is wanted") { answer, _ in answer.prompt?.message = "" },
        Break("prompt.message: “lazy” scolds") { answer, _ in answer.prompt?.message = "Do not be lazy" },
        Break("prompt.due: more than 400 days ahead") { answer, _ in answer.prompt?.due = .distantFuture },
        Break("prompt.due: more than 400 days ago") { answer, _ in answer.prompt?.due = .distantPast },
        Break("prompt.slack: must be 0 – 24 h") { answer, _ in answer.prompt?.slack = .seconds(-1) },
        Break("prompt.repeats: must be 0 – 5") { answer, _ in answer.prompt?.repeats = 99 },
        Break("prompt.naturalBreak: must be longer than 0") { answer, _ in answer.prompt?.naturalBreak = .zero },
        Break("routines.none: it has no steps") { answer, _ in
            answer.prompt?.routine = Routine(id: "none", title: "None", steps: [])
        },
        Break("prompt.due: within today but outside the active hours") { answer, moment in
            answer.prompt?.due = moment.day.bounds.lowerBound
        },
        Break("state: due, but the prompt lies ahead") { answer, moment in
            answer.state = .due
            answer.prompt = Prompt(due: moment.now + .minutes(1), message: "Soon")
        },
        Break("validUntil: not later than now") { answer, moment in answer.validUntil = moment.now },
        Break("a prompt announced now is due again at once") { answer, moment in
            answer.prompt = moment.firstActive(from: moment.now).map { Prompt(due: $0, message: "Again") }
            answer.state = .upcoming
        },
        Break("a day of silence: prompt.due: within today but outside the active hours") { answer, moment in
            if moment.day.active.isEmpty { answer.prompt = Prompt(due: moment.now, message: "Boo") }
        },
        Break("noon, rest day: reason: “shame” scolds") { answer, moment in
            if moment.mode == .rest { answer.reason = "a shame to rest" }
        },
    ]

    @Test func `a sound plugin has nothing against it`() async {
        #expect(await PluginContract.violations(of: Sample(), settings: [["every": .number(60)]]) == [])
    }

    @Test(arguments: breaks)
    func `a break of an answer is told with its moment`(broken: Break) async {
        let found = await PluginContract.violations(of: Sample.answering(broken.change))
        #expect(found.contains { $0.contains(broken.expected) }, "\(found.prefix(5))")
    }

    @Test func `an answer that throws is told`() async {
        struct Refusal: Error {}
        let found = await PluginContract.violations(of: Sample(answer: { _, _ in throw Refusal() }))
        #expect(found.contains("noon, normal day: assess threw: Refusal()"))
    }

    @Test func `throwing only after an announcement is told`() async {
        struct Refusal: Error {}
        let plugin = Sample(answer: { moment, settings in
            if moment.lastPrompt?.announcedAt == moment.now { throw Refusal() }
            return Sample.soundAnswer(moment, settings)
        })
        let found = await PluginContract.violations(of: plugin)
        #expect(found.contains { $0.contains("assess threw after a prompt was announced") }, "\(found)")
    }

    @Test func `a plugin that counts its calls is told`() async {
        let calls = Counter()
        let found = await PluginContract.violations(
            of: Sample.answering { answer, _ in answer.reason += ", call \(calls.next())" })
        #expect(found.contains { $0.contains("the same moment got two different answers") }, "\(found)")
    }

    @Test func `a plugin that remembers the moment before is told`() async {
        let last = Counter()
        let found = await PluginContract.violations(
            of: Sample.answering { answer, moment in
                answer.reason = "after \(last.swap(Int(moment.now.seconds)))"
            })
        #expect(found.contains { $0.contains("the same moment got two different answers") }, "\(found)")
    }

    @Test func `what breaks only at the end of a range is told with the setting`() async {
        let plugin = Sample(answer: { moment, settings in
            var answer = Sample.soundAnswer(moment, settings)
            if settings.every == .hours(8) { answer.progress?.done = .infinity }
            return answer
        })
        let found = await PluginContract.violations(of: plugin)
        #expect(!found.isEmpty)
        #expect(
            found.allSatisfy { $0.hasPrefix("with every = 8h, ") && $0.hasSuffix("progress.done: inf is no amount") })
    }

    @Test func `a setting of the caller's that is out of range is told`() async {
        let found = await PluginContract.violations(of: Sample(), settings: [["every": .number(1)]])
        #expect(found == ["settings: every: 1s is out of range; allowed: 1min – 8h"])
    }
}

/// A number that a spoilt plugin keeps between calls.
final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }

    func swap(_ new: Int) -> Int {
        value.withLock { old in
            defer { old = new }
            return old
        }
    }
}
