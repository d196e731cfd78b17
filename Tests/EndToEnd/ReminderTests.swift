import Foundation
import Glibc
import Testing

/// A prompt reaches the journal, those who watch, and the user's own command; what the user wrote reaches none of them.
@Suite(.timeLimit(.minutes(5))) struct ReminderTests {
    private static let prompt = "0d2f0c5d6b0a4c3c9a7c53f4f4f3a101"

    /// A home in which water is due as soon as the daemon starts.
    private func thirsty() throws -> Sandbox {
        let sandbox = try Sandbox()
        sandbox.moveToEvening()
        return sandbox
    }

    @Test func `a prompt is one structured record in the journal`() throws {
        let sandbox = try thirsty()
        let journal = try Journal(in: sandbox)
        // The watcher hears of the prompt after the record was handed over: then the journal can be read.
        let daemon = try Daemon(in: sandbox, enclosure: journal.enclosure)
        let promptID = try #require(try firstPrompt(sandbox))
        try daemon.stop()
        let records = try journal.records("MESSAGE_ID=" + Self.prompt, "HABIT_ID=water")
        #expect(records.count == 1)
        let record = try #require(records.first)
        #expect(record["PRIORITY"] == "5")
        #expect(record["SYSLOG_IDENTIFIER"] == "habitd")
        #expect(record["HABIT_PROMPT"] == promptID)
        #expect(record["HABIT_COUNT"] == "1")
        for field in ["MESSAGE", "HABIT_TITLE", "HABIT_REASON"] { #expect(record[field]?.isEmpty == false, "\(field)") }
        #expect(
            record["HABIT_DUE"]?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d/#) != nil, "\(record)")
    }

    /// The id of the open water prompt, once there is one.
    private func firstPrompt(_ sandbox: Sandbox) throws -> String? {
        let watcher = try WireClient(path: sandbox.socket)
        watcher.send("Watch", more: true)
        while let reply = try watcher.reply() {
            let habits = try sandbox.json("status")["habits"] as? [[String: Any]] ?? []
            let open = habits.first { $0["id"] as? String == "water" }?["prompt"] as? [String: Any]
            if let id = open?["id"] as? String { return id }
            _ = reply
        }
        return nil
    }

    @Test func `what the user wrote never goes to the journal`() throws {
        let sandbox = try thirsty()
        let journal = try Journal(in: sandbox)
        let daemon = try Daemon(in: sandbox, enclosure: journal.enclosure)
        let secret = "sore-as-anything"
        #expect(try sandbox.habitctl("done", "water", "100ml", "--note", secret).code == 0)
        #expect(try sandbox.habitctl("skip", "stretch", "--reason", secret).code == 0)
        let amended = try #require((sandbox.json("history")["entries"] as? [[String: Any]])?.first?["id"] as? String)
        #expect(try sandbox.habitctl("amend", amended, "--note", secret + "-still").code == 0)
        #expect(try sandbox.habitctl("undo").code == 0)
        try daemon.stop()
        let records = try journal.records()
        #expect(records.contains { $0["SYSLOG_IDENTIFIER"] == "habitd" })
        #expect(!records.contains { $0.values.contains { $0.contains(secret) } })
        #expect(!(daemon.child.output + daemon.child.errors).contains(secret))
        #expect(!daemon.notificationsSoFar().contains { $0.contains(secret) })
    }

    @Test func `the reminder command is run with the title and the message, without a shell`() throws {
        let sandbox = try thirsty()
        let told = sandbox.root + "/told"
        #expect(mkfifo(told, 0o600) == 0)
        try sandbox.configure(
            """
            [reminders]
            run = ["sh", "-c", 'printf "%s|%s|" "$1" "$2" >\(told)', "remind", "{title}", "{message} $(id)"]
            """)
        let reader = try sandbox.start(["cat", told])
        let daemon = try Daemon(in: sandbox)
        #expect(try reader.wait() == 0)
        #expect(reader.output.split(separator: "|").count == 2, "\(reader.output)")
        #expect(!reader.output.contains("{title}") && !reader.output.contains("{message}"), "\(reader.output)")
        #expect(reader.output.contains("$(id)"), "\(reader.output)")
        try daemon.stop()
    }

    @Test func `a reminder command that fails is told once`() throws {
        let sandbox = try thirsty()
        let journal = try Journal(in: sandbox)
        try sandbox.configure("[reminders]\nrun = [\"/nowhere/notify\", \"{title}\"]\n")
        let daemon = try Daemon(in: sandbox, enclosure: journal.enclosure)
        _ = try firstPrompt(sandbox)
        #expect(try sandbox.habitctl("snooze", "water", "1s").code == 0)
        try daemon.stop()
        #expect(try journal.records("MESSAGE_ID=0d2f0c5d6b0a4c3c9a7c53f4f4f3a107").count == 1)
    }

    @Test func `a watcher hears what happens as JSON lines, and its end is the daemon's end`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let lines = try LineReader()
        let watcher = try sandbox.start([Sandbox.program("habitctl"), "watch", "--json"], output: lines.writer)
        lines.closeWriter()
        let first = try #require(try lines.next())
        #expect(try JSONSerialization.jsonObject(with: Data(first.utf8)) is [String: Any])
        #expect(try sandbox.habitctl("done", "stretch").code == 0)
        let done = try lines.first { $0.contains(#""stretch""#) && $0.contains(#""done""#) }
        #expect(done != nil)
        try daemon.stop()
        #expect(try watcher.wait() == 4, "\(watcher.errors)")
    }
}
