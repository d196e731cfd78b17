import Foundation
import Glibc
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct DeclarativeProblemTests {
    private static let head = "title = \"Tea\"\nmessage = \"A cup?\"\n"

    @Test func `every problem is told at once, with its key and what is allowed`() throws {
        let problems = try HabitFile.problems(
            """
            titel = "Tea"
            message = ["A cup?", "", "So {dine}"]
            every = "20 minutos"
            serving = "250ml"
            suspend = "reboot"
            target = -1
            firm = "yes"
            gentle = "softly"
            steps = [{ do = "Pour", hold = "1h1s" }, { hold = "2s" }, { do = "Sip", times = 3 }]
            [attributes]
            kind = ["green", "Black"]
            [rest]
            at = "25:00"
            """)
        let told = Dictionary(grouping: problems, by: \.key)
        let expected = [
            "titel", "title", "message[2]", "message[3]", "every", "serving", "suspend", "target", "firm", "gentle",
            "steps[1].hold", "steps[2].do", "steps[3].times", "attributes.kind[2]", "rest.at",
        ]
        #expect(Set(told.keys) == Set(expected), "\(problems.map(\.sentence).joined(separator: "\n"))")
        #expect(problems.allSatisfy { $0.file.hasSuffix("/tea.toml") })
        #expect(told["titel"]?.first?.problem == "there is no such key; did you mean “title”?")
        #expect(told["message[3]"]?.first?.problem == "nothing fills in “{dine}”; did you mean “{done}”?")
        #expect(told["message[3]"]?.first?.allowed == "{done}, {target}, {left}, {portion}")
        #expect(told["steps[1].hold"]?.first?.allowed == "0s – 1h")
        #expect(told["suspend"]?.first?.allowed == "credit, reset")
        #expect(told["serving"]?.first?.problem == "there is every already; a habit has one cadence")
    }

    @Test(arguments: [
        ("", [""]), ("at = \"noon\"", ["at"]), ("at = []", ["at"]), ("at = [\"08:00\", \"8:00\"]", ["at[2]"]),
        ("at = [\"08:00\", 9]", ["at[2]"]), ("at = { hour = 8 }", ["at"]), ("at = 8", ["at"]),
        ("at = \"08:00\"\ndays = \"mon\"", ["days"]), ("at = \"08:00\"\ndays = [\"monday\"]", ["days"]),
        ("at = \"08:00\"\ndays = []", ["days"]), ("days = [\"mon\"]", [""]),
        ("at = \"08:00\"\nbreak = \"5s\"", ["break"]),
        ("at = \"08:00\"\nsuspend = \"credit\"", ["suspend"]), ("at = \"08:00\"\nrest_days = 1", ["rest_days"]),
        ("every = \"30s\"", ["every"]), ("every = \"25h\"", ["every"]), ("every = 20", ["every"]),
        ("every = \"20m\"", ["every"]), ("every = \"20min\"\nat = \"08:00\"", ["at"]),
        ("every = \"20min\"\nat_latest = \"10min\"", ["at_latest"]), ("every = \"1h\"\nbeyond = true", ["beyond"]),
        ("every = [\"1h\"]", ["every"]), ("serving = \"250ml\"", ["target"]), ("serving = 0\ntarget = 8", ["serving"]),
        ("serving = \"250ml\"\ntarget = \"2h\"", ["target"]),
        ("serving = 1\ntarget = 8\nperiod = \"week\"", ["period"]),
        ("serving = 1\ntarget = 8\nusual = 2", ["usual"]), ("serving = 1\ntarget = 8\namounts = [1, 2]", ["amounts"]),
        ("times_per_week = 0", ["times_per_week"]), ("times_per_week = 2.5", ["times_per_week"]),
        ("times_per_week = 3\nrest_days = 7", ["rest_days"]),
        ("times_per_week = 3\nat = [\"08:00\", \"09:00\"]", ["at"]),
        ("times_per_week = 3\ntarget = 3", ["target"]),
        ("times_per_week = 3\nphases = [{ every = \"1w\" }]", ["phases"]),
        ("phases = [{ every = \"1w\" }]", ["started"]), ("started = 2026-09-01\nphases = []", ["phases"]),
        ("started = \"soon\"\nphases = [{ every = \"1w\" }]", ["started"]), ("started = 2026-09-01", [""]),
        ("started = 2026-09-01\nphases = \"1w\"", ["phases"]), ("started = 2026-09-01\nphases = [\"1w\"]", ["phases"]),
        ("started = 2026-09-01\nphases = [{ evry = \"1w\" }]", ["phases[1].every", "phases[1].evry"]),
        ("started = 2026-09-01\nphases = [{ every = \"36h\" }]", ["phases[1].every"]),
        ("started = 2026-09-01\nphases = [{ every = \"1w\" }, { every = \"2w\" }]", ["phases[1].for"]),
        ("started = 2026-09-01\nphases = [{ every = \"1w\", for = \"13w\" }]", ["phases[1].for"]),
        ("started = 2026-09-01\nphases = [{ every = \"1w\", for = \"13w\" }, 2]", ["phases[2]"]),
        ("at = \"08:00\"\nunit = \"litters\"", ["unit"]), ("at = \"08:00\"\nunit = \"m\"", ["unit"]),
        ("at = \"08:00\"\ntarget = 0", ["target"]), ("at = \"08:00\"\ntarget = nan", ["target"]),
        ("at = \"08:00\"\ntarget = inf", ["target"]), ("at = \"08:00\"\ntarget = 1\nperiod = \"month\"", ["period"]),
        ("at = \"08:00\"\nperiod = \"week\"", ["period"]), ("at = \"08:00\"\namounts = [5, 1]", ["amounts"]),
        ("at = \"08:00\"\namounts = [1]", ["amounts"]), ("at = \"08:00\"\namounts = [1, \"x\"]", ["amounts[2]"]),
        ("at = \"08:00\"\nusual = 9\namounts = [1, 5]", ["usual"]), ("at = \"08:00\"\nrepeats = 6", ["repeats"]),
        ("at = \"08:00\"\nslack = \"3h\"", ["slack"]), ("at = \"08:00\"\nmovement = 1", ["movement"]),
        ("at = \"08:00\"\nsummary = \"\"", ["summary"]), ("at = \"08:00\"\nsummary = \"a\\nb\"", ["summary"]),
        ("at = \"08:00\"\nsummary = \"\\u001b[31mred\"", ["summary"]),
        ("at = \"08:00\"\nroutine = \"Steps\"", ["routine"]),
        ("at = \"08:00\"\nsteps = []", ["steps"]), ("at = \"08:00\"\nsteps = \"Sit\"", ["steps"]),
        ("at = \"08:00\"\nsteps = [1]", ["steps[1]"]), ("at = \"08:00\"\nsteps = [[\"Sit\"]]", ["steps[1]"]),
        ("at = \"08:00\"\nsteps = [{ do = \"Sit\", repetitions = 0 }]", ["steps[1].repetitions"]),
        ("at = \"08:00\"\nsteps = [{ do = \"Sit\", both_sides = 2 }]", ["steps[1].both_sides"]),
        ("at = \"08:00\"\nsteps = [{ do = { x = 1 } }]", ["steps[1].do"]),
        ("at = \"08:00\"\nattributes = 1", ["attributes"]),
        ("at = \"08:00\"\n[attributes]\nKind = [\"a\"]", ["attributes.Kind"]),
        ("at = \"08:00\"\n[attributes]\nkind = []", ["attributes.kind"]),
        ("at = \"08:00\"\n[attributes]\nkind = \"a\"", ["attributes.kind"]),
        ("at = \"08:00\"\n[attributes]\nkind = [\"a\", \"a\"]", ["attributes.kind[2]"]),
        ("at = \"08:00\"\n[attributes]\nkind = {}", ["attributes.kind"]),
        ("at = \"08:00\"\n[attributes]\nkind = { words = [\"a\"], limit = 3 }", ["attributes.kind"]),
        ("at = \"08:00\"\n[attributes]\nkind = { words = \"a\" }", ["attributes.kind.words"]),
        ("at = \"08:00\"\n[attributes]\npain = { minimum = 3, maximum = 1 }", ["attributes.pain.maximum"]),
        ("at = \"08:00\"\n[attributes]\npain = { minimum = 3 }", ["attributes.pain.maximum"]),
        ("at = \"08:00\"\n[attributes]\nnote = { limit = 0 }", ["attributes.note.limit"]),
        ("at = \"08:00\"\ngentle = true", ["gentle"]), ("at = \"08:00\"\nrest = \"sleep\"", ["rest"]),
        ("at = \"08:00\"\n[gentle]\nmesage = \"x\"", ["gentle.mesage"]),
        ("at = \"08:00\"\n[gentle]\nmessage = \"{left}\"\n[rest]\nmessage = 5", ["rest.message"]),
        ("at = \"08:00\"\n[gentle]\nserving = 1", ["gentle.serving"]),
        ("at = \"08:00\"\n[gentle]\ntarget = 1", ["gentle.target"]),
        ("at = \"08:00\"\n[rest]\nevery = \"1h\"\nat = \"09:00\"", ["rest.at"]),
        ("every = \"1h\"\n[gentle]\nmessage = \"{target} to go\"", ["gentle.message"]),
        ("at = \"08:00\"\nprivate = true", ["private"]), ("at = \"08:00\"\n\"at \" = 1", ["\"at \""]),
        ("at = \"08:00\"\n[routine]\ntitle = \"x\"", ["routine", "routine"]),
    ])
    func `a mistake is one problem at its key, never a crash`(_ text: String, _ keys: [String]) throws {
        let problems = try HabitFile.problems(Self.head + text)
        #expect(problems.map(\.key).sorted() == keys, "\(problems.map(\.sentence).joined(separator: "\n"))")
        for problem in problems {
            #expect(!problem.problem.contains("\n") && problem.problem.count < 200)
            #expect(!problem.problem.hasSuffix("."))
        }
    }

    @Test(arguments: [
        ("title = \"Tea\"\nat = \"08:00\"", "message"), ("message = \"A cup?\"\nat = \"08:00\"", "title"),
        ("title = \" \"\nmessage = \"A cup?\"\nat = \"08:00\"", "title"),
        ("title = \"Tea\"\nmessage = []\nat = \"08:00\"", "message"),
        ("title = \"Tea\"\nmessage = [1]\nat = \"08:00\"", "message[1]"),
        ("title = \"Tea\"\nmessage = { text = \"x\" }\nat = \"08:00\"", "message"),
        ("title = 5\nmessage = \"A cup?\"\nat = \"08:00\"", "title"),
    ])
    func `what every habit needs is asked for`(_ text: String, _ key: String) throws {
        #expect(try HabitFile.problems(text).map(\.key) == [key])
    }

    @Test(arguments: [
        ("title = \"Tea\"\nat = ", "line 2, column "), ("title = \"Tea", "line 1, column "),
        ("title = \"a\"\ntitle = \"b\"", "line 2, column "), ("[a\n", "line 1, column "), ("= 1", "line 1, column "),
        ("at = 25:00:00", "line 1, column "), ("\u{FEFF}\u{FEFF}", "line 1, column "),
        ("x = " + String(repeating: "[", count: 100_000), "line 1, column "),
    ])
    func `a mistake of spelling is told with its line and column`(_ text: String, _ place: String) throws {
        let problems = try HabitFile.problems(text)
        #expect(problems.count == 1)
        #expect(problems.first?.key.hasPrefix(place) == true, "\(problems)")
    }

    @Test(arguments: ["folder", "missing", "unreadable", "zero", "binary", "huge", "empty", "pipe"])
    func `a file that cannot be used is a problem with a reason`(_ kind: String) throws {
        let file = try HabitFile(kind == "empty" ? "" : Self.head + "at = \"08:00\"")
        let url = URL(fileURLWithPath: file.path)
        switch kind {
        case "folder":
            try FileManager.default.removeItem(at: url)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        case "missing": try FileManager.default.removeItem(at: url)
        case "unreadable":
            guard geteuid() != 0 else { return }
            chmod(file.path, 0)
        case "zero": try Data("title = \"a\0b\"".utf8).write(to: url)
        case "binary": try Data([0x74, 0xFF, 0xFE]).write(to: url)
        case "huge": try Data(repeating: UInt8(ascii: "#"), count: 1 << 20 + 1).write(to: url)
        case "pipe":
            try FileManager.default.removeItem(at: url)
            mkfifo(file.path, 0o600)
        default: break
        }
        let (plugin, problems) = file.read()
        #expect(plugin == nil && !problems.isEmpty)
        #expect(problems.allSatisfy { $0.file == file.path && !$0.problem.isEmpty })
    }

    @Test func `a file full of mistakes is told in part`() throws {
        let keys = (0..<20_000).map { "key-\($0) = 1" }.joined(separator: "\n")
        let long = "\"" + String(repeating: "k", count: 100_000) + "\" = 1\n"
        let problems = try HabitFile.problems(long + keys)
        #expect(problems.count == 100)
        #expect(problems.allSatisfy { $0.key.count <= 100 })
    }
}
