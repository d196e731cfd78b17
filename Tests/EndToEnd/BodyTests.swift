import Foundation
import Glibc
import Testing

/// How it feels, told to the real programs: what follows from it, and where it never shows.
@Suite(.timeLimit(.minutes(5))) struct BodyTests {
    @Test func `a check-in by options makes the day gentle, and is corrected and taken back`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let told = try sandbox.habitctl("check-in", "--pain", "6", "--sleep", "3", "--note", "stiff")
        #expect(told.code == 0 && told.output.contains("pain 6, sleep 3") && told.output.contains("Today is gentle."))
        #expect(try sandbox.json("status")["mode"] as? String == "gentle")
        let entries = try sandbox.json("history", "check-in")["entries"] as? [[String: Any]] ?? []
        let id = try #require(entries.first?["id"] as? String)
        #expect(try sandbox.habitctl("amend", id, "pain=3").code == 0)
        #expect(try sandbox.json("status")["mode"] as? String == "normal")
        let worst = try sandbox.habitctl("check-in", "--pain", "9")
        #expect(
            worst.output.contains("habitctl mode rest") && worst.output.contains("emergency department"), "\(worst)")
        let again = try sandbox.habitctl("check-in", "--pain", "9")
        #expect(!again.output.contains("emergency department"), "\(again)")
        #expect(try sandbox.habitctl("undo").code == 0 && sandbox.habitctl("undo").code == 0)
        #expect(try sandbox.json("status")["mode"] as? String == "normal")
        try daemon.stop()
    }

    @Test func `what a check-in cannot be is said, with what to do`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let nobody = try sandbox.habitctl("check-in")
        #expect(nobody.code == 2 && nobody.errors.contains("habitctl check-in --pain 4"), "\(nobody)")
        let high = try sandbox.habitctl("check-in", "--pain", "11")
        #expect(high.code == 2 && high.errors.contains("0 – 10"), "\(high)")
        let bare = try sandbox.habitctl("done", "check-in")
        #expect(bare.code == 2 && bare.errors.contains("Nothing was recorded"), "\(bare)")
        #expect(try sandbox.habitctl("done", "check-in", "pain=4").code == 0)
        let help = try sandbox.habitctl("check-in", "--help")
        for words in ["worst imaginable", "validated", "no medical advice", "both legs"] {
            #expect(help.output.replacing("\n", with: " ").contains(words), "\(words): \(help)")
        }
        #expect(try sandbox.habitctl("safety").output.contains("emergency department"))
        try daemon.stop()
    }

    @Test func `on a terminal it asks one key each, and leaves the terminal as it was`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        sandbox.environment["TMUX_TMPDIR"] = sandbox.root
        sandbox.environment["TERM"] = "xterm-256color"
        let program = Sandbox.program("habitctl")
        // What the terminal is set to is compared before and after, with an end by Control-C in between.
        let script = """
            cd '\(sandbox.root)'; stty -g >before; '\(program)' check-in; '\(program)' check-in; stty -g >after
            tmux wait-for -S done; exec cat
            """
        let session = try sandbox.run(
            ["bash", "-c", "exec 19>&-; exec tmux -f /dev/null new-session -d -x 80 -y 40 \"$0\"", script])
        #expect(session.code == 0, "\(session)")
        // Keys that come before they are asked for wait in the terminal: nothing needs to be timed.
        try waitForScreen(sandbox, "Pain now")
        for keys in ["4", "7", "t", "Enter"] { #expect(try sandbox.run(["tmux", "send-keys", keys]).code == 0) }
        try waitForScreen(sandbox, "Check-in: pain 4, sleep 7, mood 10")
        try waitForScreen(sandbox, "Pain now", times: 2)
        #expect(try sandbox.run(["tmux", "send-keys", "C-c"]).code == 0)
        #expect(try sandbox.run(["tmux", "wait-for", "done"]).code == 0)
        let screen = try sandbox.run(["tmux", "capture-pane", "-p"]).output
        #expect(try sandbox.run(["tmux", "kill-server"]).code == 0)
        #expect(screen.contains("worst imaginable") && screen.contains("Nothing was recorded."), "\(screen)")
        #expect(screen.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let settings = try ["before", "after"].map {
            try String(contentsOfFile: sandbox.root + "/" + $0, encoding: .utf8)
        }
        #expect(settings[0] == settings[1] && !settings[0].isEmpty)
        let entries = try sandbox.json("history")["entries"] as? [[String: Any]] ?? []
        #expect(
            entries.map { $0["attributes"] as? [String: String] } == [["pain": "4", "sleep": "7", "mood": "10"]])
        try daemon.stop()
    }

    /// Waits until the screen shows `text`, so often.
    private func waitForScreen(_ sandbox: Sandbox, _ text: String, times: Int = 1) throws {
        for _ in 0..<2000 {
            let screen = try sandbox.run(["tmux", "capture-pane", "-p"]).output
            if screen.ranges(of: text).count >= times { return }
        }
        Issue.record("“\(text)” never came")
    }

    @Test func `the journal, the command and the notifications never learn what was felt or wished`() throws {
        let sandbox = try Sandbox()
        sandbox.moveToEvening()
        let heard = sandbox.root + "/heard"
        try sandbox.configure(
            """
            [day]
            active = "00:00-23:59"
            [reminders]
            run = ["sh", "-c", 'env >>"\(heard)"; printf "%s\\n" "$@" >>"\(heard)"', "x", "{title}", "{message}", "{reason}"]
            minimum_gap = "0s"
            announcements_per_hour = 60
            """)
        let journal = try Journal(in: sandbox)
        let daemon = try Daemon(in: sandbox, enclosure: journal.enclosure)
        let secret = "sore-as-anything"
        #expect(try sandbox.habitctl("check-in", "--pain", "9", "--note", secret).code == 0)
        #expect(try sandbox.habitctl("tell", secret).code == 0)
        #expect(
            try sandbox.run(["sh", "-c", "echo \(secret) | \"$0\" victory -", Sandbox.program("habitctl")]).code == 0)
        let session = try sandbox.habitctl(
            "done", "massage", "areas=\(secret)", "pressure=9", "next=lighter", "--at", "2026-01-01 10:00")
        #expect(session.code == 0, "\(session)")
        #expect(try sandbox.habitctl("book", "in 2h", "--note", secret).code == 0)
        let reason = try sandbox.habitctl("skip", "massage", "--reason", secret)
        #expect(reason.code == 0 && reason.output.contains("stays on the agenda"), "\(reason)")
        #expect(try sandbox.habitctl("reload").code == 0)
        try daemon.stop()
        let records = try journal.records()
        #expect(records.contains { $0["SYSLOG_IDENTIFIER"] == "habitd" })
        let said =
            records.map { "\($0)" } + [
                daemon.child.output + daemon.child.errors,
                (try? String(contentsOfFile: heard, encoding: .utf8)) ?? "",
            ] + daemon.notificationsSoFar()
        for text in said {
            for word in [secret, "pain 9", "pain=9", "lighter", "pressure"] { #expect(!text.contains(word), "\(text)") }
        }
    }

    @Test func `a massage is booked, shown with what to take along, and told`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let day = try sandbox.habitctl()
        #expect(day.output.contains("Massage") && day.output.contains("habitctl book massage"), "\(day)")
        let booked = try sandbox.habitctl("book", "massage", "in 3d")
        #expect(booked.code == 0 && booked.output.contains("booked for"), "\(booked)")
        #expect(try sandbox.habitctl("tell", "a new tablet").code == 0)
        #expect(try sandbox.habitctl("victory", "--note", "top shelf").code == 0)
        let shown = try sandbox.habitctl("book")
        for part in ["is booked for", "agreed with your therapist", "a new tablet", "top shelf"] {
            #expect(shown.output.contains(part), "\(part): \(shown)")
        }
        #expect(try sandbox.habitctl("victory").output.contains("top shelf"))
        #expect(try sandbox.habitctl("history", "victory").output.contains("Victory"))
        #expect(try sandbox.habitctl("book", "--cancel").output.contains("taken back"))
        let twice = try sandbox.habitctl("book", "--cancel")
        #expect(twice.code == 1 && twice.errors.contains("Nothing is booked"), "\(twice)")
        let late = try sandbox.habitctl("book", "2020-01-01 10:00")
        #expect(late.code == 2 && late.errors.contains("lies ahead"), "\(late)")
        let water = try sandbox.habitctl("book", "water", "tomorrow")
        #expect(water.code == 1 && water.errors.contains("massage"), "\(water)")
        try daemon.stop()
    }

    @Test func `names that are taken are refused as habits, with the reason`() throws {
        let sandbox = try Sandbox()
        for (text, words) in [
            ("[habits.tell]\nplugin = \"water\"\n", "the name is taken"),
            ("[habits.evening]\nplugin = \"check-in\"\n", "one name"),
            ("[habits.check-in]\nplugin = \"water\"\n", "one name"),
            ("[habits.check-in]\ntimes = [\"25:00\"]\n", "time of day"), ("[day]\ngentle_from = 11\n", "0 – 10"),
        ] {
            try sandbox.configure(text)
            let check = try sandbox.habitctl("config", "check")
            #expect(check.code == 3 && (check.output + check.errors).contains(words), "\(text)\(check)")
        }
    }
}
