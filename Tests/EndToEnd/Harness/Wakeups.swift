import Foundation
import Testing

/// How often a process's threads run.
enum Wakeups {
    /// Context switches by thread.
    private static func switches(_ process: pid_t) throws -> [String: Int] {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return try threads.reduce(into: [:]) { counts, thread in
            let status = try String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)
            counts[thread] = status.matches(of: #/ctxt_switches:\s+(\d+)/#).reduce(0) { $0 + (Int($1.1) ?? 0) }
        }
    }

    /// Whether a stretch of four seconds passes in which no thread ran, among the first few: what start-up still has to do
    /// and threads that retire come to an end, while anything that ticks once a second leaves no such stretch.
    static func cease(_ process: pid_t, _ sandbox: Sandbox) throws -> Bool {
        var before = try switches(process)
        for _ in 0..<8 {
            #expect(try sandbox.run(["sleep", "4"]).code == 0)
            let after = try switches(process)
            if after == before { return true }
            before = after
        }
        return false
    }
}
