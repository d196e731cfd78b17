import Foundation
import Glibc
import Testing

/// What programs print, and to whom, when the reader is a person, a pipe, or gone.
@Suite(.timeLimit(.minutes(5))) struct OutputTests {
    @Test func `in the foreground the daemon shows the day at once and says how to steer it`() throws {
        let sandbox = try Sandbox()
        let lines = try LineReader()
        let command = "exec \"$0\" --foreground 2>&1"
        let daemon = try sandbox.start(["sh", "-c", command, Sandbox.program("habitd")], output: lines.writer)
        lines.closeWriter()
        var seen = ""
        while !(seen.contains("habitctl") && seen.contains("Hydration")), let line = try lines.next() {
            seen += line + "\n"
        }
        #expect(seen.contains("habitctl") && seen.contains("Hydration"), "\(seen)")
        daemon.signal(SIGINT)
        #expect(try daemon.wait() == 0)
    }

    @Test(arguments: ["--help", "-h", "help"])
    func `help without a verb tells every verb`(word: String) throws {
        let help = try Sandbox().habitctl(word)
        #expect(help.code == 0)
        for verb in ["done, log", "snooze", "why", "watch", "backup"] { #expect(help.output.contains(verb), "\(help)") }
    }

    @Test func `the example configuration is sound, with every key taken out of its comment`() throws {
        let sandbox = try Sandbox()
        let example = try sandbox.habitctl("config", "example")
        #expect(example.code == 0 && example.output.contains("[habits.water]"), "\(example)")
        // A key's line is `# key = value`; the lines that explain hold no equals sign before their colon.
        let lines = example.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("# ") && line.contains(" = ") && !line.contains(": ")
                ? String(line.dropFirst(2)) : String(line)
        }
        #expect(lines.contains("target = \"1.5 l\""), "\(lines)")
        try sandbox.configure(lines.joined(separator: "\n"))
        let check = try sandbox.habitctl("config", "check")
        #expect(check.code == 0, "\(check)")
    }

    @Test func `a reader that goes early is no error`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        #expect(try sandbox.habitctl("done", "stretch").code == 0)
        for verb in ["status", "history", "habits", "status --json", "export csv"] {
            // Standard output is closed before a byte is written.
            let closed = try sandbox.run(
                [
                    "bash", "-c", "set -o pipefail; \"$0\" \(verb) | true; exit ${PIPESTATUS[0]}",
                    Sandbox.program("habitctl"),
                ])
            #expect([0, 141].contains(closed.code), "\(verb): \(closed)")
            #expect(closed.errors.isEmpty, "\(verb): \(closed)")
        }
        let full = try sandbox.run(["sh", "-c", "\"$0\" status >/dev/full", Sandbox.program("habitctl")])
        #expect(full.code != 0, "a day that could not be shown must not look shown")
        try daemon.stop()
    }

    @Test func `the day fits 80 columns in a terminal and carries no colour into a pipe`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let piped = try sandbox.habitctl("status")
        #expect(!piped.output.contains("\u{1B}"), "\(piped)")
        #expect(piped.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(piped)")

        // tmux is the terminal; its server and its socket live and die in the sandbox.
        sandbox.environment["TMUX_TMPDIR"] = sandbox.root
        sandbox.environment["TERM"] = "xterm-256color"
        let script = "\"\(Sandbox.program("habitctl"))\" status; tmux wait-for -S shown; exec cat"
        // The server goes on when the command ends: it must not keep the harness's descriptor open.
        let start = "exec 19>&-; exec tmux -f /dev/null new-session -d -x 80 -y 40 \"$0\""
        let session = try sandbox.run(["bash", "-c", start, script])
        #expect(session.code == 0, "\(session)")
        #expect(try sandbox.run(["tmux", "wait-for", "shown"]).code == 0)
        let screen = try sandbox.run(["tmux", "capture-pane", "-p", "-e"])
        #expect(try sandbox.run(["tmux", "kill-server"]).code == 0)
        #expect(screen.output.contains("Hydration"), "\(screen)")
        #expect(screen.output.contains("\u{1B}["), "a terminal gets colour: \(screen)")
        try daemon.stop()
    }
}
