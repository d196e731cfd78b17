import Foundation
import Testing

/// While nothing is due, nothing runs. This is a count of wakeups over a few seconds, not a measurement of time.
@Suite(.timeLimit(.minutes(5))) struct IdleTests {
    /// Context switches of every thread since it started.
    private func switches(_ process: pid_t) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").reduce(0) { sum, thread in
            let status = try String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
            return sum + status.matches(of: #/ctxt_switches:\s+(\d+)/#).reduce(0) { $0 + (Int($1.1) ?? 0) }
        }
    }

    @Test func `an idle daemon with two clients connected is not woken`() throws {
        let sandbox = try Sandbox()
        try sandbox.configure("[day]\nactive = \"00:00-23:59\"\n[habits.water]\nenabled = false\n")
        let daemon = try Daemon(in: sandbox)
        let client = try WireClient(path: sandbox.socket)
        let watcher = try WireClient(path: sandbox.socket)
        watcher.send("Watch", more: true)
        _ = try watcher.reply()
        _ = try client.call("Status")
        // The client of another process passes the time, and its calls let what start-up still had to do come first.
        #expect(try sandbox.run(["sh", "-c", "sleep 2"]).code == 0)
        let before = try switches(daemon.child.processID)
        // Long enough for four rounds of anything that ticks once a second.
        #expect(try sandbox.run(["sh", "-c", "sleep 4"]).code == 0)
        #expect(try switches(daemon.child.processID) - before == 0)
        #expect(try daemon.stop() == 0)
    }
}
