import Foundation
import Testing

/// While nothing is due, nothing runs. This is a count of wakeups over a few seconds, not a measurement of time.
@Suite(.timeLimit(.minutes(5))) struct IdleTests {
    /// Context switches by thread.
    private func switches(_ process: pid_t) throws -> [String: Int] {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return try threads.reduce(into: [:]) { counts, thread in
            let status = try String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
            counts[thread] = status.matches(of: #/ctxt_switches:\s+(\d+)/#).reduce(0) { $0 + (Int($1.1) ?? 0) }
        }
    }

    /// Whether a stretch of four seconds passes in which no thread ran, among the first few: what start-up still has to do
    /// and threads that retire come to an end, while anything that ticks once a second leaves no such stretch.
    private func comesToRest(_ process: pid_t, _ sandbox: Sandbox) throws -> Bool {
        var before = try switches(process)
        for _ in 0..<8 {
            #expect(try sandbox.run(["sleep", "4"]).code == 0)
            let after = try switches(process)
            if after == before { return true }
            before = after
        }
        return false
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
        #expect(try comesToRest(daemon.child.processID, sandbox))
        // They are still served.
        _ = try client.call("Status")
        try daemon.stop()
    }
}
