import Foundation
import Testing

/// An independent Varlink client, the PyPI package, introspects a running daemon and drives it.
@Suite(.timeLimit(.minutes(5)), .enabled(if: PythonClient.program != nil, "make test sets HABITD_TEST_VENV"))
struct VarlinkClientTests {
    private func client(_ sandbox: Sandbox, _ arguments: String...) throws -> Sandbox.Finished {
        try sandbox.run([PythonClient.program ?? "python3", "-m", "varlink.cli"] + arguments)
    }

    @Test func `it reads who answers, and the interface as it stands in the source`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let address = "unix:" + sandbox.socket
        let info = try client(sandbox, "info", address)
        #expect(info.code == 0, "\(info)")
        #expect(info.output.contains("io.habitd.Control") && info.output.contains("org.varlink.service"), "\(info)")
        let help = try client(sandbox, "help", address + "/io.habitd.Control")
        #expect(help.code == 0, "\(help)")
        let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/HabitKit/Interfaces/io.habitd.Control.varlink")
        let text = try String(contentsOf: source, encoding: .utf8)
        #expect(help.output.contains(text.trimmingCharacters(in: .whitespacesAndNewlines)), "\(help)")
        try daemon.stop()
    }

    @Test func `it asks for the day and records an entry`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let method = "unix:" + sandbox.socket + "/io.habitd.Control."
        let status = try client(sandbox, "call", method + "Status", "{}")
        #expect(status.code == 0 && status.output.contains("foam-roll"), "\(status)")
        let recorded = try client(sandbox, "call", method + "Record", #"{"habit":"water","amount":"330ml"}"#)
        #expect(recorded.output.contains("330"), "\(recorded)")
        let entries = try sandbox.json("history")["entries"] as? [[String: Any]] ?? []
        #expect(entries.map { $0["amount"] as? Double } == [330])
        let refused = try client(sandbox, "call", method + "Record", #"{"habit":"swimming"}"#)
        #expect((refused.output + refused.errors).contains("NoSuchHabit"), "\(refused)")
        try daemon.stop()
    }
}
