import Foundation
import HabitKit
import Testing
import Varlink

@testable import HabitDaemon

/// A thousand habits that somebody wrote down.
@Suite(.timeLimit(.minutes(2))) struct ManyHabitsTests {
    @Test func `declarative files are found, and their habits behave like a built-in's`() async throws {
        let store = try StoreFolder()
        try Self.write(["greens": Self.greens, "broken": "title = 5\n", "sip": Self.greens], in: store)
        let configuration = "[habits.greens]\nprivate = true\n"
        try await withDaemon(in: store, configuration: configuration) { daemon async throws in
            let plugins: Control.PluginsReply = try daemon.call("Plugins")
            #expect(plugins.plugins.map(\.state) == ["ready", "ready", "failed", "ready", "shadowed"])
            #expect(plugins.plugins.last?.shadowedBy == "built-in")
            let status = try daemon.status()
            #expect(status.habits.map(\.id) == ["sip", "nap", "greens"])
            #expect(status.problems.count == 2, "the broken one, and the one that is built in")
            try Self.write(["broken": Self.greens, "greens": "cadence = 7\n"], in: store)
            try await PluginWorkshop.until {
                (try? daemon.status().habits.contains { $0.id == "broken" }) == true
            }
            let later = try daemon.status()
            #expect(later.habits.contains { $0.id == "greens" && $0.state != "failed" })
            #expect(later.problems.contains { $0.contains("greens.toml") && $0.contains("stays in force") })
        }
    }

    @Test func `a thousand of them are planned and shown, and take an entry`() async throws {
        let store = try StoreFolder()
        let habits = (0..<1000).map { ("habit-\($0)", $0 % 2 == 0 ? Self.greens : Self.eyes) }
        try Self.write(Dictionary(uniqueKeysWithValues: habits), in: store)
        try await withDaemon([], in: store) { daemon async throws in
            let status = try daemon.status()
            #expect(status.habits.count == 1000 && status.problems.isEmpty)
            #expect(status.habits.allSatisfy { $0.state != "failed" })
            let reply: Control.RecordReply = try daemon.call("Record", Control.RecordCall(habit: "habit-998"))
            #expect(reply.status.progress?.done == 1)
        }
    }

    private static func write(_ habits: [String: String], in store: StoreFolder) throws {
        let folder = store.root + "/habits.d"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (id, text) in habits {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(id).toml"))
        }
    }

    private static let greens = """
        title = "Leafy greens"
        message = ["Leafy greens with the next meal?", "Something green today?"]
        at = ["12:30", "18:00"]
        target = 1
        """

    /// One that counts the time one sits.
    private static let eyes = """
        title = "Eye rest"
        message = "Look at something far away"
        every = "20min"
        break = "1min"
        """
}
