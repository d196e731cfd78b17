import Foundation
import Glibc
import Testing

/// The recipes for reminders on a screen are run as the README has them.
@Suite(.timeLimit(.minutes(5))) struct RecipeTests {
    private let readme: Readme
    private let desk: Desk

    init() throws {
        readme = try Readme(section: "A reminder you see, and presence")
        desk = try Desk()
    }

    @Test func `every recipe has its test`() {
        let tried = ["notify-send", "swaynag", "swayidle", "xss-lock", "xprintidle"]
        #expect(readme.recipes == tried)
        #expect(readme.blocks.filter { $0.name == nil }.map(\.language) == ["json"], "the one for waybar has no name")
    }

    @Test(arguments: ["notify-send", "swaynag"])
    func `a recipe for the configuration is a sound one`(name: String) throws {
        try desk.sandbox.configure(readme.recipe(name))
        let checked = try desk.sandbox.run([Sandbox.program("habitd"), "--check-config"])
        #expect(checked.code == 0, "\(checked)")
    }

    @Test(arguments: ["the recipe", "its short form"])
    func `notify-send is given the title and the message`(form: String) throws {
        let short = "run = [\"notify-send\"]"
        try #require(readme.section.contains("`[\"notify-send\"]` is short for this"))
        let told = try announce(
            with: form == "the recipe" ? readme.recipe("notify-send") : "[reminders]\n\(short)\n", to: "notify-send")
        #expect(told.arguments == ["--app-name=habitd", "--", told.title, told.message])
    }

    @Test func `swaynag is given one message and a button that snoozes`() throws {
        let told = try announce(with: readme.recipe("swaynag"), to: "swaynag")
        let options = ["--type", "warning", "--message", "\(told.title): \(told.message)"]
        #expect(told.arguments == options + ["--button-dismiss-no-terminal", "Snooze", "habitctl snooze"])
        #expect(try desk.sandbox.run(["swaynag", "--help"]).output.contains("--button-dismiss-no-terminal"))
    }

    @Test func `a bar is not bound to the time that habitd gives a command`() throws {
        try makeWaterDue()
        try desk.sandbox.configure(readme.recipe("swaynag"))
        let path = try desk.pipe("session")
        // The sixth field is the session: what has one of its own is not ended with the command's process group.
        try desk.standIn("swaynag", "cut -d' ' -f6 /proc/$$/stat >'\(path)'")
        let session = try desk.sandbox.start(["cat", path])
        let daemon = try Daemon(in: desk.sandbox)
        #expect(try session.wait() == 0)
        let number = try #require(Int32(session.output.trimmingCharacters(in: .newlines)))
        #expect(number != getsid(daemon.child.processID))
        try daemon.stop()
    }

    private struct Told {
        let arguments: [String]
        let title: String
        let message: String
    }

    /// Runs a habitd in which water is due at once, until its reminder command has said what it was given.
    private func announce(with configuration: String, to program: String) throws -> Told {
        try makeWaterDue()
        try desk.sandbox.configure(configuration)
        let recorder = try desk.recorder(program)
        let daemon = try Daemon(in: desk.sandbox)
        #expect(try recorder.wait() == 0)
        let prompt = try openPrompt()
        try daemon.stop()
        return Told(
            arguments: recorder.output.split(separator: "\0").map(String.init), title: prompt.title,
            message: prompt.message)
    }

    /// Water and nothing else is due as soon as habitd starts.
    private func makeWaterDue() throws {
        desk.sandbox.moveToEvening()
        try desk.sandbox.configure(
            """
            [habits.foam-roll]
            enabled = false
            [habits.check-in]
            enabled = false
            """, file: "config.d/alone.toml")
    }

    private func openPrompt() throws -> (title: String, message: String) {
        let status = try desk.sandbox.json("status")
        #expect((status["problems"] as? [String])?.isEmpty == true, "\(status)")
        let water = (status["habits"] as? [[String: Any]] ?? []).first { $0["id"] as? String == "water" }
        let prompt = try #require(water?["prompt"] as? [String: Any])
        return (try #require(water?["title"] as? String), try #require(prompt["message"] as? String))
    }

    @Test func `waybar is given lines of JSON, and a click snoozes`() throws {
        let block = try #require(readme.blocks.first { $0.language == "json" }).text
        let bar = try JSONSerialization.jsonObject(with: Data("{\(block)}".utf8)) as? [String: [String: String]]
        let module = try #require(bar?["custom/habitd"])
        #expect(module["return-type"] == "json")
        try makeWaterDue()
        let daemon = try Daemon(in: desk.sandbox)
        let lines = try LineReader()
        let feed = try desk.start(shell: "exec " + #require(module["exec"]), output: lines.writer)
        lines.closeWriter()
        try #require(try shown(lines) { $0 == "due" } != nil, "\(feed.errors)")
        let clicked = try desk.shell(#require(module["on-click"]))
        #expect(clicked.code == 0, "\(clicked)")
        #expect(try shown(lines) { $0 != "due" } != nil, "\(feed.errors)")
        feed.signal(SIGTERM)
        try feed.wait()
        try daemon.stop()
    }

    /// Reads on to the line whose class fits; each line on the way must be whole.
    private func shown(_ lines: LineReader, until fits: (String) -> Bool) throws -> String? {
        while let line = try lines.next() {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            try #require(object?["text"] as? String != nil && object?["tooltip"] as? String != nil, "\(line)")
            let state = try #require(object?["class"] as? String)
            if fits(state) { return state }
        }
        return nil
    }

    @Test func `the command of a watcher is started at an announcement`() throws {
        let found = try #require(readme.section.firstMatch(of: #/`(habitctl watch --exec COMMAND [^`]*)`/#)?.1)
        try makeWaterDue()
        let recorder = try desk.recorder("COMMAND")
        let daemon = try Daemon(in: desk.sandbox)
        let lines = try LineReader()
        // With --waybar a line tells that the watching has begun.
        let command = "exec " + found.replacing("--exec", with: "--waybar --exec")
        let watcher = try desk.start(shell: command, output: lines.writer)
        lines.closeWriter()
        try #require(try lines.next() != nil, "\(watcher.errors)")
        #expect(try desk.sandbox.habitctl("snooze", "water", "1s").code == 0)
        #expect(try recorder.wait() == 0)
        let prompt = try openPrompt()
        #expect(recorder.output.split(separator: "\0").map(String.init) == [prompt.title, prompt.message])
        watcher.signal(SIGTERM)
        try watcher.wait()
        try daemon.stop()
    }

    @Test(.enabled(if: Sway.isPossible, "sway refuses root, and a chroot has no user namespaces to be another in"))
    func `swayidle tells of absence and return`() throws {
        let recipe = try readme.recipe("swayidle", shortening: ["timeout 120": "timeout 1"])
        let daemon = try Daemon(in: desk.sandbox)
        let presence = try PresenceWatch(desk)
        let sway = try Sway(desk, configuration: recipe)
        #expect(try presence.next() == "away")
        try sway.move()
        #expect(try presence.next() == "present")
        try sway.stop()
        try daemon.stop()
    }

    @Test func `xss-lock tells of absence while the screen is locked`() throws {
        let lock = try desk.latch("lock")
        let seen = desk.sandbox.root + "/seen"
        try desk.standIn("i3lock", "echo \"$*\" >'\(seen)'; read -r line <'\(lock.path)'")
        let daemon = try Daemon(in: desk.sandbox)
        let presence = try PresenceWatch(desk)
        let display = try Display(desk)
        let locker = try desk.start(shell: readme.recipe("xss-lock"))
        // Idle after a second, and each second again, for a locker that was not yet listening at the first.
        #expect(try desk.shell("xset s 1 1").code == 0)
        #expect(try presence.next() == "away", "\(locker.errors)")
        lock.open()
        #expect(try presence.next() == "present", "\(locker.errors)")
        #expect(try desk.shell("cat '\(seen)'").output == "--nofork\n")
        try display.stop()
        // Without logind it aborts once it has started its locker, which is why its ending is not looked at.
        try locker.wait()
        try daemon.stop()
    }

    @Test func `a loop around xprintidle tells of absence and return`() throws {
        let recipe = try readme.recipe("xprintidle", shortening: ["sleep 30": "sleep 0.1", "120000": "1500"])
        let daemon = try Daemon(in: desk.sandbox)
        let presence = try PresenceWatch(desk)
        let display = try Display(desk)
        let loop = try desk.start(shell: recipe)
        #expect(try presence.next() == "away", "\(loop.errors)")
        let hands = try desk.start(shell: "while xset s reset; do sleep 0.1; done")
        #expect(try presence.next() == "present", "\(loop.errors)")
        loop.signal(SIGTERM)
        try loop.wait()
        try display.stop()
        // With the display gone, there is nothing left to touch.
        try hands.wait()
        try daemon.stop()
    }
}
