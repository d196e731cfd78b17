import CheckIn
import FoamRoll
import HabitKit
import HabitTesting
import Massage
import Posture
import Stretch
import Testing
import Varlink
import Walk
import Water

@testable import HabitDaemon

/// A plugin answers the same whether it is compiled in or a program of its own.
@Suite(.timeLimit(.minutes(5))) struct SameAnswersTests {
    private static let builtIns: [any HabitPlugin] = [
        CheckInPlugin(), FoamRollPlugin(), MassagePlugin(), PosturePlugin(), StretchPlugin(), WalkPlugin(),
        WaterPlugin(),
    ]

    @Test func `a built-in that became a program answers bit for bit as it does within, at thousands of moments`()
        async throws
    {
        let host = PluginHost(
            path: ServedPlugin.path("walk-plugin"), eventLoop: PluginWorkshop.loop(), environment: [:], log: { _ in })
        let manifest = try await host.describe()
        #expect(manifest == WalkPlugin().manifest)
        let program = ProcessPlugin(manifest: manifest, host: host)
        var moments = RandomMoments(
            SeededGenerator(state: 2026), units: [.minutes, .minutes, .hours, .seconds, .times, .steps])
        var states: [Assessment.State: Int] = [:]
        for index in 0..<2000 {
            let moment = moments.next()
            let settings = moments.settings(manifest.settings)
            let within = try await BoundHabit("walk", plugin: WalkPlugin(), settings: settings).assess(moment)
            let without = try await BoundHabit("walk", plugin: program, settings: settings).assess(moment)
            try #require(within == without, "moment \(index)")
            states[within.state, default: 0] += 1
        }
        // They are moments at which there is something to say.
        #expect(Assessment.State.allCases.allSatisfy { states[$0, default: 0] > 10 }, "\(states)")
        await host.close()
    }

    @Test func `every built-in's manifest and answers go over the wire unchanged`() async throws {
        let interface = try VarlinkInterface(parsing: PluginWire.interfaceText)
        let (describe, assess) = try (#require(interface.methods["Describe"]), #require(interface.methods["Assess"]))
        for plugin in Self.builtIns {
            let manifest = plugin.manifest
            let reply = try PluginWire.describeReply(manifest)
            try interface.check(output: reply, of: describe)
            #expect(try PluginWire.manifest(fromReply: reply) == manifest)
            var moments = RandomMoments(SeededGenerator(state: 11), units: Self.units(manifest))
            for index in 0..<150 {
                let moment = moments.next()
                let settings = moments.settings(manifest.settings)
                let habit = try BoundHabit.bind(plugin, settings)
                let call = try interface.check(
                    input: PluginWire.assessCall(moment, settings: habit.settings), of: assess)
                let passed = try PluginWire.call(fromParameters: call, specs: manifest.settings)
                #expect(passed.settings == habit.settings)
                let answer = try await habit.assess(moment)
                let again = try await habit.assess(passed.moment)
                try #require(again == answer, "\(manifest.id), moment \(index)")
                let told = try PluginWire.assessReply(answer, offset: moment.zone.offset(at: moment.now))
                try interface.check(output: told, of: assess)
                #expect(try PluginWire.assessment(fromReply: told) == answer)
            }
        }
    }

    /// Units that entries of this habit come in, and one that they do not.
    private static func units(_ manifest: Manifest) -> [Unit] {
        Unit.all.filter { $0.dimension == manifest.unit.dimension } + [manifest.unit, .steps]
    }
}

extension BoundHabit {
    fileprivate static func bind(_ plugin: any HabitPlugin, _ settings: SettingTable) throws -> BoundHabit {
        func open<P: HabitPlugin>(_ plugin: P) throws -> BoundHabit {
            try BoundHabit(plugin.manifest.id, plugin: plugin, settings: settings)
        }
        return try open(plugin)
    }
}
