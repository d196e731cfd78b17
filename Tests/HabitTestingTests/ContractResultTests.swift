import HabitKit
import HabitTesting
import Synchronization
import Testing

/// The contract is told promise by promise, kept ones too.
@Suite struct ContractResultTests {
    @Test func `a sound plugin keeps every promise, in their order, each told as soon as it is known`() async {
        var told: [ContractResult] = []
        let results = await PluginContract.check(Sample()) { told.append($0) }
        #expect(results.map(\.promise) == ContractResult.Promise.allCases)
        #expect(results.allSatisfy { $0.isKept && !$0.scope.isEmpty }, "\(results)")
        #expect(told == results)
    }

    @Test func `an unsound manifest is all that is told`() async {
        let results = await PluginContract.check(Sample.declaring { $0.title = "" })
        #expect(results.map(\.promise) == [.manifest])
        #expect(results.first?.isKept == false)
    }

    @Test func `a break is told with the promise that it breaks`() async {
        let again = await PluginContract.check(
            Sample.answering { answer, moment in
                answer.prompt = moment.firstActive(from: moment.now).map { Prompt(due: $0, message: "Again") }
                answer.state = .upcoming
            })
        #expect(again.filter { !$0.isKept }.map(\.promise) == [.announced])
        let calls = Counter()
        let fickle = await PluginContract.check(
            Sample.answering { answer, _ in answer.reason += ", call \(calls.next())" })
        #expect(fickle.filter { !$0.isKept }.map(\.promise) == [.sameAnswer])
    }

    @Test(arguments: [0, 1, 400])
    func `a moment carries as many days of ten years as the manifest asks for`(days: Int) async {
        let oldest = Mutex<Int>(0)
        var plugin = Sample.answering { _, moment in
            guard let first = moment.entries.first else { return }
            let date = Day.date(of: first.at, starts: moment.day.starts, zone: moment.zone)
            oldest.withLock { $0 = max($0, moment.day.date.days(since: date)) }
        }
        plugin.manifest.needs.historyDays = days
        #expect(await PluginContract.violations(of: plugin) == [])
        #expect(oldest.withLock { $0 } == days)
    }
}
