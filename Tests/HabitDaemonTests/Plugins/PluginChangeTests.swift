import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct PluginChangeTests {
    private static func registry(_ records: PluginRecord...) -> PluginRegistry {
        PluginRegistry(builtIns: [], files: records)
    }

    private static func record(_ state: PluginRecord.State, loaded: Bool = false) -> PluginRecord {
        var record = PluginRecord(
            id: "sip", origin: .executable, path: "/p/sip", state: state, plugin: loaded ? SipPlugin() : nil)
        if let trouble = record.trouble {
            record.problems = [.init(file: "/p/sip", key: "", problem: trouble, allowed: nil)]
        }
        return record
    }

    @Test(
        arguments: [
            (nil, PluginRecord.State.starting, nil), (nil, .ready, "The plugin sip is in force: /p/sip"),
            (.starting, .ready, "The plugin sip is in force: /p/sip"), (.ready, .ready, nil),
            (.failed("late"), .ready, "The plugin sip can be used again: /p/sip"),
            (.failed("late"), .failed("late"), nil),
            (.starting, .failed("late"), "The plugin sip cannot be used: late (/p/sip)"),
            (.failed("late"), .failed("gone"), "The plugin sip cannot be used: gone (/p/sip)"),
            (nil, .refused("open to all"), "The plugin sip cannot be used: open to all (/p/sip)"),
            (nil, .shadowed(by: .builtIn), "/p/sip is not used: sip is built in"),
            (.ready, .shadowed(by: .file("/q/sip")), "/p/sip is not used: /q/sip comes first"),
            (.shadowed(by: .builtIn), .shadowed(by: .builtIn), nil),
        ] as [(PluginRecord.State?, PluginRecord.State, String?)])
    func `what changed is told, and once`(before: PluginRecord.State?, after: PluginRecord.State, text: String?) {
        let old = before.map { Self.registry(Self.record($0)) } ?? Self.registry()
        #expect(PluginChange.between(old, Self.registry(Self.record(after))).map(\.text) == (text.map { [$0] } ?? []))
    }

    @Test func `a plugin that is gone is told, a file that was never used is not`() {
        let gone = PluginChange.between(Self.registry(Self.record(.ready)), Self.registry())
        #expect(gone.map(\.text) == ["The plugin sip is gone: /p/sip"])
        #expect(PluginChange.between(Self.registry(Self.record(.refused("no"))), Self.registry()).isEmpty)
    }

    @Test func `a broken file whose last version goes on says so`() {
        let new = Self.registry(Self.record(.failed("every: 5 is wrong"), loaded: true))
        let change = PluginChange.between(Self.registry(Self.record(.ready, loaded: true)), new).first
        #expect(change?.isTrouble == true && change?.text.contains("last version stays in force") == true)
        #expect(new["sip"] != nil && new.absent.isEmpty)
    }

    @Test func `the status leads with what no habit's row tells`() {
        let failed = Self.registry(Self.record(.failed("late")))
        let row = HabitRoster.Habit(
            id: "sip", title: "sip", pluginID: "sip", origin: "executable", isEnabled: true, isPrivate: false,
            isWithoutPlugin: true, failure: "late")
        #expect(PluginProblems.untold(failed, beside: HabitRoster([])) == ["/p/sip: late"])
        #expect(PluginProblems.untold(failed, beside: HabitRoster([row])).isEmpty)
        #expect(PluginProblems.untold(Self.registry(Self.record(.starting)), beside: HabitRoster([])).isEmpty)
    }
}
