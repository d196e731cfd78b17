import Foundation
import Glibc
import Testing

/// The TAB key in a real bash, in a real terminal.
@Suite(.timeLimit(.minutes(5))) struct CompletionTests {
    @Test func `the TAB key completes a habit, an attribute's key and its value, and the entry is made`() throws {
        let desk = try Desk()
        let daemon = try Daemon(in: desk.sandbox)
        desk.sandbox.environment["TMUX_TMPDIR"] = desk.sandbox.root
        desk.sandbox.environment["TERM"] = "xterm-256color"
        let start = desk.sandbox.root + "/bashrc"
        // The prompt tells that a line has been done with.
        try Data("PS1='> '\nsource <(habitctl completion bash)\ntmux wait-for -S ready\n".utf8)
            .write(to: URL(fileURLWithPath: start))
        let session = try desk.sandbox.run(
            [
                "bash", "-c", "exec 19>&-; exec tmux -f /dev/null new-session -d -x 120 -y 20 \"$0\"",
                "bash --noprofile --rcfile '\(start)' -i",
            ])
        #expect(session.code == 0, "\(session)")
        #expect(try desk.shell("tmux wait-for ready").code == 0)
        let typed = ["habitctl do", "Tab", "foa", "Tab", "ar", "Tab", "ba", "Tab", "; tmux wait-for -S done", "Enter"]
        for keys in typed { #expect(try desk.sandbox.run(["tmux", "send-keys", keys]).code == 0) }
        #expect(try desk.shell("tmux wait-for done").code == 0)
        let screen = try desk.sandbox.run(["tmux", "capture-pane", "-p"])
        #expect(screen.output.contains("> habitctl done foam-roll area=back ; tmux"), "\(screen)")
        #expect(try desk.sandbox.run(["tmux", "kill-server"]).code == 0)
        let entries = try desk.sandbox.json("history")["entries"] as? [[String: Any]] ?? []
        #expect(entries.map { $0["attributes"] as? [String: String] } == [["area": "back"]], "\(screen)")
        try daemon.stop()
    }

    @Test func `without a daemon there is nothing to offer, and nothing is said`() throws {
        let desk = try Desk()
        let told = try desk.shell("habitctl complete -- done ''")
        #expect(told.code == 0 && told.output.isEmpty && told.errors.isEmpty, "\(told)")
        #expect(try desk.shell("habitctl complete -- plugin n").output == "new\n")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `each script is one that its shell can read`(shell: String) throws {
        let desk = try Desk()
        let script = try desk.shell("habitctl completion \(shell)")
        #expect(script.code == 0 && script.output.contains("habitctl complete -- ") || shell == "bash", "\(script)")
        guard try desk.shell("command -v \(shell)").code == 0 else { return }
        #expect(try desk.shell("habitctl completion \(shell) | \(shell) -n").code == 0)
    }
}
