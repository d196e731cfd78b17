import Foundation
import Testing

/// Import, export and forget, with real processes and files as those programs write them.
@Suite(.timeLimit(.minutes(5))) struct ImportTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/Import").path

    /// Each line of the history: habit, kind, time, amount and unit, attributes, note.
    private func history(_ sandbox: Sandbox) throws -> [String] {
        let entries = try sandbox.json("history")["entries"] as? [[String: Any]] ?? []
        return entries.map { entry in
            func text(_ key: String) -> String { (entry[key] as? String) ?? "" }
            let attributes = (entry["attributes"] as? [String: String] ?? [:]).sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }
            let amount = (entry["amount"] as? NSNumber)?.stringValue ?? ""
            let words = [text("at").prefix(16) + "", text("habit"), text("kind"), amount + text("unit")]
            return (words + attributes + [text("note")]).joined(separator: " ").trimmingCharacters(in: .whitespaces)
        }
    }

    /// `habitctl import`, with a text on standard input.
    private func take(_ text: String, _ sandbox: Sandbox) throws -> Sandbox.Finished {
        let path = sandbox.root + "/input"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return try sandbox.run([Sandbox.program("habitctl"), "import", "-"], input: path)
    }

    static let files: [(format: String, file: String, options: [String], entries: [String])] = [
        (
            "loop", "loop", ["--as", "Meditate=stretch", "--as", "Drink, water=water"],
            [
                "2026-03-01T12:00 stretch done 3min calm, for once", "2026-03-04T12:00 stretch skipped 0min ill",
                "2026-03-04T12:00 water done 250ml", "2026-03-05T12:00 stretch done 3min",
                "2026-03-05T12:00 water done 1500ml",
            ]
        ),
        (
            "harsh", "harsh", [],
            [
                "2026-03-01T12:00 gym done 1times", "2026-03-01T12:00 run-far done 5.2times nice and slow",
                "2026-03-02T12:00 gym skipped 0times sore", "2026-03-03T12:00 gym done 1times in the evening after all",
            ]
        ),
        (
            "habitctl-rs", "habitctl-rs", [],
            [
                "2026-03-01T12:00 stretch done 3min", "2026-03-01T12:00 call-home done 1times",
                "2026-03-03T12:00 stretch skipped 0min",
            ]
        ),
        (
            "track-and-graph", "track-and-graph.csv",
            ["--as", "Headache=check-in.pain", "--as", "mood=check-in.mood", "--as", "Walking=walk"],
            [
                "2026-03-01T08:00 walk done 25.5min", "2026-03-01T19:14 check-in done 1times pain=6 after\na long day",
                "2026-03-01T21:00 check-in done 1times label=good mood=7",
                "2026-03-02T20:00 check-in done 1times pain=3",
            ]
        ),
        (
            "habitbull", "habitbull.csv", [],
            [
                "2026-03-01T12:00 breed-dragons done 1times well, done", "2026-03-02T12:00 push-ups done 40times",
            ]
        ),
        (
            "csv", "plain.csv", [],
            [
                "2026-03-01T12:00 walk done 25min slow, with rests", "2026-03-01T18:30 water done 250ml",
                "2026-03-02T12:00 stretch done 3min",
            ]
        ),
    ]

    @Test(arguments: files.indices)
    func `a file of another program is imported once, however often, and a dry run changes nothing`(index: Int) throws {
        let (format, file, options, entries) = Self.files[index]
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let path = Self.fixtures + "/" + file
        func run(_ arguments: String...) throws -> Sandbox.Finished {
            try sandbox.run([Sandbox.program("habitctl"), "import"] + arguments + options)
        }
        let dry = try run(format, path, "--dry-run")
        #expect(dry.code == 0 && dry.output.contains("nothing was changed"), "\(dry)")
        #expect(dry.output.contains("\(entries.count) new entries would be imported."), "\(dry)")
        #expect(try history(sandbox).isEmpty)

        let first = try run(path)
        #expect(first.code == 0 && first.output.contains("\(entries.count) new entries were imported."), "\(first)")
        #expect(try history(sandbox).sorted() == entries.sorted())
        let again = try run(format, path)
        #expect(again.code == 0 && again.output.contains("here already: nothing to import"), "\(again)")
        #expect(try history(sandbox).count == entries.count)
        try daemon.stop()
    }

    @Test func `Loop's SQLite backup says the same as its folder`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let backup = sandbox.root + "/Loop Habits Backup.db"
        let made = try sandbox.run(
            [
                "python3", "-c",
                "import sqlite3, sys; sqlite3.connect(sys.argv[2]).executescript(open(sys.argv[1]).read())",
                Self.fixtures + "/loop.sql", backup,
            ])
        #expect(made.code == 0, "\(made)")
        let options = ["--as", "Meditate=stretch", "--as", "Drink, water=water"]
        let first = try sandbox.run([Sandbox.program("habitctl"), "import", backup] + options)
        #expect(first.code == 0, "\(first)")
        #expect(try history(sandbox).sorted() == Self.files[0].entries.sorted())
        // The ids follow from what was done, not from where it was read.
        let folder = try sandbox.run([Sandbox.program("habitctl"), "import", Self.fixtures + "/loop"] + options)
        #expect(folder.output.contains("nothing to import"), "\(folder)")
        try daemon.stop()
    }

    @Test func `a bad line is told with file and line, and nothing is imported unless it may be left out`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let path = sandbox.root + "/mine.csv"
        try Data(
            "date,habit,amount,unit\n2026-03-01,walk,10,min\n2026-03-02,walk,ten,min\n2026-03-03,walk,3,furlongs\n".utf8
        )
        .write(to: URL(fileURLWithPath: path))
        let refused = try sandbox.habitctl("import", "csv", path)
        #expect(refused.code == 3 && refused.output.isEmpty, "\(refused)")
        #expect(
            refused.errors.contains("mine.csv:3: \"ten\" is no amount")
                || refused.errors.contains("mine.csv:3: “ten” is no amount"), "\(refused)")
        #expect(refused.errors.contains("mine.csv:4: there is no unit"), "\(refused)")
        #expect(refused.errors.contains("2 lines were not understood. Nothing was imported."), "\(refused)")
        #expect(try history(sandbox).isEmpty)
        let taken = try sandbox.habitctl("import", "csv", path, "--skip-bad")
        #expect(taken.code == 0 && taken.output.contains("1 new entry was imported."), "\(taken)")
        #expect(try history(sandbox) == ["2026-03-01T12:00 walk done 10min"])

        for (arguments, words) in [
            (["csv", sandbox.root + "/none.csv"], "cannot be read"), (["cvs", path], "there is no format"),
            (["csv", path, "--as", "walk"], "--as takes a name and a habit"),
            (["csv", path, "--as", "walk=check-in.itch"], "is no scale"), (["/dev/null"], "is not a regular file"),
            (["cvs", path], "known are habitd, csv, loop, harsh, habitctl-rs, track-and-graph, habitbull"),
        ] {
            let told = try sandbox.run([Sandbox.program("habitctl"), "import"] + arguments)
            #expect(told.code == 3 && told.errors.lowercased().contains(words), "\(told)")
        }
        try daemon.stop()
    }

    @Test func `two years of a life come in, and go out as they came`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let life = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Programs/life.py").path
        let lines = try sandbox.run(["python3", life, "--end", "2026-10-31", "--years", "2"])
        let imported = try take(lines.output, sandbox)
        #expect(imported.code == 0 && imported.output.contains("massage"), "\(imported)")
        let exported = try sandbox.habitctl("export", "json")
        // The daemon itself writes down what today asks.
        let today = try #require(sandbox.json("status")["now"] as? String).prefix(10)
        #expect(
            try Self.difference(
                sorted(exported.output, sandbox).filter { !$0.contains(today) }, sorted(lines.output, sandbox))
                == nil)
        #expect(try sandbox.habitctl("status").code == 0)

        // The same through CSV, into an empty history.
        let table = try sandbox.habitctl("export", "csv")
        let sums = try days(sandbox)
        let other = try Sandbox()
        let second = try Daemon(in: other)
        let taken = try take(table.output, other)
        #expect(taken.code == 0, "\(taken)")
        for (form, mine) in [("csv", table.output), ("json", exported.output)] {
            let theirs = try other.habitctl("export", form).output
            #expect(Self.difference(Self.lines(theirs), Self.lines(mine)) == nil)
        }
        #expect(!sums.isEmpty)
        #expect(try Self.difference(Self.lines(days(other)), Self.lines(sums)) == nil)
        let again = try take(exported.output, other)
        #expect(again.code == 0 && again.output.contains("nothing to import"), "\(again)")
        try second.stop()
        try daemon.stop()
    }

    private static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init)
    }

    /// The first lines that differ: a test that shows all of two years helps nobody.
    private static func difference(_ some: [String], _ others: [String]) -> String? {
        for (one, other) in zip(some, others) where one != other { return "\(one)\n\(other)" }
        return some.count == others.count ? nil : "\(some.count) lines and \(others.count)"
    }

    /// Lines of JSON whatever their keys' order and their own; Foundation's own sorting is not up to all that keys may hold.
    private func sorted(_ lines: String, _ sandbox: Sandbox) throws -> [String] {
        let path = sandbox.root + "/lines"
        try Data(lines.utf8).write(to: URL(fileURLWithPath: path))
        let script =
            "import json, sys; print('\\n'.join(sorted(json.dumps(json.loads(l), sort_keys=True) for l in sys.stdin)))"
        return Self.lines(try sandbox.run(["python3", "-c", script], input: path).output)
    }

    /// The per-day sums and plans, but for today's: the daemon itself writes those.
    private func days(_ sandbox: Sandbox) throws -> String {
        let script = """
            import sqlite3, sys
            db = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
            query = "SELECT habit, day, round(done, 6), count, gentle, rested, skipped, target, period, mode FROM days"
            for row in db.execute(query + " WHERE day < 20758 ORDER BY habit, day"): print(row)
            """
        return try sandbox.run(["python3", "-c", script, sandbox.history]).output
    }

    @Test func `anything that can be written in a note comes through both forms`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        let notes = [
            "a;b=c\\d", "\"quoted\", and\r\nmore", "=1+1", "  blanks  ", "水👍\u{301}", "\u{1}\u{7f}", "-", "\\",
        ]
        var lines = ""
        for (index, note) in notes.enumerated() {
            let entry: [String: Any] = [
                "id": "00000000-0000-7000-8000-00000000000\(index)", "habit": "massage",
                "kind": index == 0 ? "booked" : "done",
                "at": "2026-03-0\(index + 1)T10:00:00.000001+05:45", "amount": 0.1 + Double(index), "unit": "min",
                "attributes": ["areas": note, "k=;\\": "v"], "note": note,
            ]
            let data = try JSONSerialization.data(withJSONObject: entry)
            lines += String(decoding: data, as: UTF8.self) + "\n"
        }
        let imported = try take(lines, sandbox)
        #expect(imported.code == 0, "\(imported)")
        let json = try sandbox.habitctl("export", "json").output
        #expect(try sorted(json, sandbox).filter { !$0.contains("\"plan\"") } == sorted(lines, sandbox))
        let table = try sandbox.habitctl("export", "csv").output
        for form in [json, table] {
            let other = try Sandbox()
            let second = try Daemon(in: other)
            let taken = try take(form, other)
            #expect(taken.code == 0, "\(taken)")
            let back = try other.habitctl("export", "json").output
            #expect(try sorted(back, other).filter { !$0.contains("\"plan\"") } == sorted(lines, other))
            try second.stop()
        }
        try daemon.stop()
    }

    @Test func `what is forgotten is gone from the files, and nothing is deleted without a yes`() throws {
        let sandbox = try Sandbox()
        let daemon = try Daemon(in: sandbox)
        #expect(try sandbox.habitctl("done", "stretch", "--note", "bitterwords").code == 0)
        #expect(try sandbox.habitctl("done", "walk", "10min", "--note", "sweetwords").code == 0)
        let bare = try sandbox.habitctl("forget")
        #expect(bare.code == 2, "\(bare)")
        let unasked = try sandbox.habitctl("forget", "stretch")
        #expect(unasked.code == 2 && unasked.errors.contains("no terminal to ask on"), "\(unasked)")
        let piped = try sandbox.run(["sh", "-c", "echo yes | '\(Sandbox.program("habitctl"))' forget stretch"])
        #expect(piped.code == 2, "\(piped)")
        let counted = try sandbox.habitctl("forget", "stretch", "--dry-run")
        #expect(counted.code == 0 && counted.output.contains("1 entry"), "\(counted)")
        #expect(try history(sandbox).count == 2)

        // A terminal that a person says no and then yes at.
        let script = "printf 'NO\\n' | script -qec \"'\(Sandbox.program("habitctl"))' forget stretch\" /dev/null"
        if try sandbox.run(["sh", "-c", "command -v script"]).code == 0 {
            let no = try sandbox.run(["sh", "-c", script])
            #expect(no.output.contains("Nothing was deleted"), "\(no)")
            #expect(try history(sandbox).count == 2)
            let yes = try sandbox.run(["sh", "-c", script.replacingOccurrences(of: "NO", with: "yes")])
            #expect(yes.output.contains("deleted for good"), "\(yes)")
        } else {
            #expect(try sandbox.habitctl("forget", "stretch", "--yes").code == 0)
        }
        #expect(try history(sandbox).count == 1)
        let left = try sandbox.run(["grep", "-rlaE", "bitterwords", sandbox.root + "/data"])
        #expect(left.code == 1, "\(left)")
        #expect(try sandbox.run(["grep", "-rlaE", "sweetwords", sandbox.root + "/data"]).code == 0)
        let notes = try sandbox.habitctl("forget", "--everything", "--notes", "--yes")
        #expect(notes.code == 0 && notes.output.contains("1 note is deleted for good"), "\(notes)")
        #expect(try sandbox.run(["grep", "-rlaE", "sweetwords", sandbox.root + "/data"]).code == 1)
        #expect(try history(sandbox).count == 1)
        #expect(try sandbox.habitctl("forget", "stretch", "--yes").code == 1)
        try daemon.stop()
    }
}
