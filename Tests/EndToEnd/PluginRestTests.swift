import Foundation
import Testing

/// While nothing is due, no plugin runs and nobody wakes, however many there are.
@Suite(.timeLimit(.minutes(5))) struct PluginRestTests {
    @Test func `at rest no plugin's program runs, and nothing wakes, with a plugin and twenty declared habits`() throws
    {
        let desk = try PluginDesk(
            configuration:
                "[day]\nactive = \"00:00-23:59\"\n[habits.water]\nenabled = false\n[habits.check-in]\nenabled = false\n"
        ) {
            try Self.declare(20, in: $0)
        }
        try desk.install("prompt-a-year-ahead")
        try desk.until("all are asked") {
            let habits = try desk.call("Status")["habits"] as? [[String: Any]] ?? []
            return habits.count == 25 && !habits.contains { $0["reason"] as? String == "not asked yet" }
        }
        #expect(try desk.call("Status")["problems"] as? [String] == [])
        try desk.until("its program was kept long enough") { desk.processes.isEmpty }
        #expect(try Wakeups.cease(desk.daemon.child.processID, desk.sandbox))
        #expect(try desk.plugin()?["state"] as? String == "ready")
        #expect(desk.processes == [])
        try desk.daemon.stop()
    }

    private static func declare(_ count: Int, in sandbox: Sandbox) throws {
        for number in 1...count {
            try sandbox.configure(
                """
                title = "Habit \(number)"
                message = "The time for number \(number)"
                every = "8h"
                """, file: "habits.d/habit-\(number).toml")
        }
    }
}
