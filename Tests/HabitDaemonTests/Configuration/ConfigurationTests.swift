import Foundation
import Glibc
import HabitEngine
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct ConfigurationTests {
    @Test func `no file at all is fine, and every plugin runs as it is`() throws {
        let config = try ConfigFolder().load()
        #expect(config.problems.isEmpty)
        #expect(config.files.isEmpty)
        #expect(config.policy == Policy())
        #expect(config.reminders.run.isEmpty)
        #expect(config.habits.map(\.id) == ["stretch", "water", "foam-roll"])
        #expect(config.habits.allSatisfy { $0.enabled && $0.problem == nil && $0.settings.isEmpty })
        #expect(config.habits[1].title == "Hydration")
        let nowhere = Configuration(ConfigDocument.read(from: ["/nowhere/at/all"]), plugins: [:])
        #expect(nowhere.problems.isEmpty)
    }

    @Test func `everything that can be said is understood`() throws {
        let config = try ConfigFolder(
            """
            [day]
            starts = 05:30:00
            active = ["08:30-12:00", "13:00 – 22:00"]
            weekend = "10:00-01:00"
            sun = "none"
            wed = "00:00-24:00"
            [reminders]
            run = ["notify-send", "-u", "low", "{title}"]
            timeout = "3s"
            minimum_gap = "0s"
            together = "10min"
            announcements_per_hour = 4
            repeat_after = "20min"
            snooze = "15min"
            snooze_limit = 0
            [habits.water]
            target = "2l"
            serving = 300
            [habits.ball]
            plugin = "foam-roll"
            title = "Massage ball"
            private = true
            times = 2
            areas = ["back", "thighs"]
            at = 19:00:00
            [habits.stretch]
            enabled = false
            """
        ).load()
        #expect(config.problems.isEmpty, "\(config.problems)")
        let policy = config.policy
        #expect(policy.dayStarts == LocalTime(hour: 5, minute: 30))
        func time(_ hour: Int, _ minute: Int = 0) -> LocalTime { LocalTime(secondOfDay: hour * 3600 + minute * 60) }
        #expect(policy.active.ranges[0] == [.init(time(8, 30), time(12)), .init(time(13), time(22))])
        #expect(policy.active.ranges[2] == [.init(.midnight, .midnight)])
        #expect(policy.active.ranges[5] == [.init(time(10), time(1))])
        #expect(policy.active.ranges[6] == [])
        #expect(policy.minimumGap == .zero)
        #expect(policy.together == .minutes(10))
        #expect(policy.hourlyLimit == 4)
        #expect(policy.repeatAfter == .minutes(20))
        #expect(policy.snooze == .minutes(15))
        #expect(policy.snoozeLimit == 0)
        #expect(config.reminders.run == ["notify-send", "-u", "low", "{title}"])
        #expect(config.reminders.timeout == .seconds(3))
        #expect(config.habits.map(\.id) == ["stretch", "water", "foam-roll", "ball"])
        #expect(config.habits[0].enabled == false)
        #expect(config.habits[1].settings == ["target": .string("2l"), "serving": .integer(300)])
        let ball = config.habits[3]
        #expect(ball.plugin == "foam-roll" && ball.title == "Massage ball" && ball.isPrivate)
        #expect(
            ball.settings == [
                "times": .integer(2), "areas": .list([.string("back"), .string("thighs")]), "at": .string("19:00"),
            ])
    }

    @Test func `every problem is told at once, with its key and what is allowed`() throws {
        let folder = try ConfigFolder(
            """
            reminder = 1
            [day]
            starts = "25:00"
            active = "08:00-08:00"
            weekand = "10:00-12:00"
            fri = 7
            [reminders]
            snooze = "2 days"
            snooze_limit = -1
            run = "notify"
            [habits.water]
            targte = "2l"
            serving = "9l"
            [habits.foam-roll]
            times = "three"
            areas = ["back", "elbow"]
            phases = [{ every = "1w" }]
            [habits.watr]
            target = "1l"
            [habits."My Habit"]
            plugin = "strech"
            [habits.stretch]
            every = 45
            enabled = "yes"
            """)
        let config = folder.load()
        let told = Dictionary(grouping: config.problems, by: \.key)
        let expected = [
            "reminder", "day.starts", "day.active", "day.weekand", "day.fri", "reminders.snooze",
            "reminders.snooze_limit", "reminders.run", "habits.water.targte", "habits.water.serving",
            "habits.foam-roll.times", "habits.foam-roll.areas", "habits.foam-roll.phases", "habits.watr",
            "habits.\"My Habit\"", "habits.\"My Habit\".plugin", "habits.stretch.every", "habits.stretch.enabled",
        ]
        #expect(Set(told.keys) == Set(expected))
        #expect(config.problems.count == expected.count, "each once: \(config.problems)")
        #expect(config.problems.allSatisfy { $0.file == folder.main })
        #expect(told["reminder"]?.first?.problem.contains("“reminders”") == true)
        #expect(told["day.weekand"]?.first?.problem.contains("“weekend”") == true)
        #expect(told["habits.water.targte"]?.first?.problem.contains("“target”") == true)
        #expect(told["habits.watr"]?.first?.problem.contains("“water”") == true)
        #expect(told["habits.water.serving"]?.first?.allowed == "50 ml – 1000 ml")
        #expect(told["reminders.snooze_limit"]?.first?.allowed == "0 – 20")
        #expect(told["habits.stretch.enabled"]?.first?.allowed == "true or false")

        #expect(config.policy == Policy(), "what is wrong keeps its default")
        let problems = Dictionary(uniqueKeysWithValues: config.habits.map { ($0.id, $0.problem) })
        #expect(problems["water"]??.hasPrefix("serving: ") == true || problems["water"]??.hasPrefix("targte: ") == true)
        #expect(problems.values.allSatisfy { $0 != nil }, "each of these habits has a problem")
    }

    @Test func `a broken habit fails alone`() throws {
        let config = try ConfigFolder("[habits.water]\ntarget = \"90l\"\n[habits.stretch]\nevery = \"2h\"").load()
        #expect(config.habits.filter { $0.problem != nil }.map(\.id) == ["water"])
        #expect(config.habits[1].problem?.contains("allowed: 100 ml – 4000 ml") == true)
    }

    @Test func `a syntax error is told with its line, and the other files are read`() throws {
        let folder = try ConfigFolder("[day]\nstarts = \"05:00\"\nactive = \n")
        try folder.write("config.d/10-water.toml", "[habits.water]\ntarget = \"1l\"")
        let config = folder.load()
        #expect(config.problems.count == 1)
        #expect(config.problems[0].file == folder.main)
        #expect(config.problems[0].key.hasPrefix("line 3, column "))
        #expect(!config.problems[0].sentence.contains("\n") && !config.problems[0].sentence.contains(": :"))
        #expect(config.habits[1].settings == ["target": .string("1l")])
        #expect(config.files == [folder.main, folder.directory + "/config.d/10-water.toml"])
    }

    @Test func `files are read by name, and only those that end in toml`() throws {
        let folder = try ConfigFolder()
        for name in ["20-b.toml", "10-a.toml", "README", "30-c.toml~", ".40-d.toml"] {
            try folder.write("config.d/\(name)", name.hasPrefix("1") || name.hasPrefix("2") ? "" : "nonsense")
        }
        let config = folder.load()
        #expect(config.files.map { $0.split(separator: "/").last } == ["10-a.toml", "20-b.toml"])
        #expect(config.problems.isEmpty)
    }

    @Test func `two files that disagree are both named, and may agree`() throws {
        let folder = try ConfigFolder("[habits.water]\ntarget = \"2l\"\nserving = \"250ml\"\n[day]\nstarts = \"04:00\"")
        try folder.write(
            "config.d/x.toml", "[habits.water]\ntarget = \"1l\"\nserving = \"250ml\"\nprivate = true\n[day.starts]\n")
        let config = folder.load()
        #expect(config.problems.map(\.key) == ["day.starts", "habits.water.target"])
        for problem in config.problems {
            #expect(problem.file.hasSuffix("x.toml"))
            #expect(problem.problem.contains(folder.main))
        }
        #expect(config.problems[1].problem.contains("\"1l\"") && config.problems[1].problem.contains("\"2l\""))
        #expect(config.habits[1].problem?.contains("target") == true, "nobody knows which was meant")
        #expect(config.habits[1].isPrivate)
    }

    @Test(arguments: [
        ("day = 1", "day"), ("[[habits]]", "habits"), ("habits.water = true", "habits.water"),
        ("[day.active]\nfrom = 1", "day.active"), ("[reminders]\nrun = [1]", "reminders.run"),
        ("[reminders]\nrun = [\"\"]", "reminders.run"), ("[habits.water.target]", "habits.water.target"),
        ("[habits.-x]\nplugin = \"water\"", "habits.-x"), ("[day]\nactive = []", "day.active"),
        ("[day]\nactive = \"none\"", "day.active"),
        ("[day]\nactive = [\"08:00-12:00\", \"11:00-13:00\"]", "day.active"),
        ("[day]\nactive = [\"20:00-09:00\", \"08:00-10:00\"]", "day.active"),
        ("[day]\nactive = \"8-22\"", "day.active"),
        ("[day]\nactive = \"08:00-24:30\"", "day.active"), ("[day]\nstarts = \"23:00\"", "day.starts"),
        ("[day]\nstarts = 2026-01-01", "day.starts"), ("[habits.water]\ntitle = 5", "habits.water.title"),
        ("[habits.stretch]\nevery = \"5m\"", "habits.stretch.every"),
        ("[habits.water]\ntitle = \"\"", "habits.water.title"),
        ("[habits.water]\ntitle = \" \"", "habits.water.title"),
        ("[reminders]\nrun = [\"notify-send\", \"{titel}\"]", "reminders.run"),
    ])
    func `a thing of the wrong kind is one problem at its key, never a crash`(_ text: String, _ key: String) throws {
        #expect(try ConfigFolder(text).load().problems.map(\.key) == [key])
    }

    @Test(arguments: ["25:00", "13:00", "noon"])
    func `whatever is wrong with the start of a day, the same is allowed`(_ text: String) throws {
        let problem = try #require(try ConfigFolder("[day]\nstarts = \"\(text)\"").load().problems.first)
        #expect(problem.allowed == "00:00 – 12:00")
    }

    @Test(arguments: [
        (["notify-send", "{titel}"], "{titel}"), (["say", "now: {message} {body}"], "{body}"),
        (["sh", "-c", "awk '{print}' <<<\"$1\"", "sh", "{message}"], nil), (["x", "${home}", "{title}{reason}"], nil),
        (["x", "{\"text\": \"{message}\"}", "{}", "{", "{A}"], nil),
    ])
    func `a placeholder that nothing fills in is found`(_ command: [String], _ unknown: String?) {
        #expect(CommandTemplate.unknownPlaceholder(in: command) == unknown)
    }

    @Test func `a placeholder that is mistyped is told with what was meant`() throws {
        let config = try ConfigFolder("[reminders]\nrun = [\"notify-send\", \"{titel}\"]").load()
        #expect(config.problems.first?.problem == "nothing fills in “{titel}”; did you mean “{title}”?")
        #expect(config.problems.first?.allowed == "{title}, {message}, {habit}, {reason}")
        #expect(config.reminders.run.isEmpty)
    }

    @Test func `a check says whether there is a configuration at all`() throws {
        let folder = try ConfigFolder()
        #expect(
            Launch.soundness(of: folder.load(), in: folder.directory)
                == "There is no configuration in \(folder.directory); the defaults hold.")
        try folder.write("config.d/a.toml", "")
        #expect(
            Launch.soundness(of: folder.load(), in: folder.directory)
                == "The configuration in \(folder.directory) is sound.")
    }

    @Test func `the preset is a program of its own`() throws {
        #expect(try ConfigFolder("[reminders]\nrun = \"notify-send\"").load().reminders.run == ["notify-send"])
        #expect(try ConfigFolder("[reminders]\nrun = []").load().problems.isEmpty)
    }

    @Test(arguments: ["unreadable", "folder", "dangling", "world", "foreign", "binary", "zero", "huge"])
    func `a file that cannot be used is a problem with a reason, and no more`(_ kind: String) throws {
        let folder = try ConfigFolder("[day]\nstarts = \"05:00\"\n")
        let url = URL(fileURLWithPath: folder.main)
        switch kind {
        case "folder":
            try FileManager.default.removeItem(at: url)
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        case "dangling":
            try FileManager.default.removeItem(at: url)
            try FileManager.default.createSymbolicLink(atPath: folder.main, withDestinationPath: "/nowhere/at/all")
        case "unreadable":
            chmod(folder.directory, 0o755)
            chmod(folder.main, 0)
        case "world": chmod(folder.main, 0o666)
        case "foreign":
            guard geteuid() == 0 else { return }
            chown(folder.main, 12_345, 12_345)
        case "binary": try Data([0xFF, 0xFE, 0x41]).write(to: url)
        case "zero": try folder.write("config.toml", "[day]\n\0starts = 1")
        default: try Data(repeating: 0x23, count: 2 << 20).write(to: url)
        }
        let config = try kind == "unreadable" ? OtherUser.run { folder.load() } : folder.load()
        #expect(config.problems.map(\.file) == [folder.main])
        #expect(config.problems.first?.problem.isEmpty == false)
        #expect(config.policy == Policy())
        #expect(config.habits.count == 3)
    }

    @Test func `a file that only root writes is read, as where a package manager links it`() throws {
        let folder = try ConfigFolder("[day]\nstarts = \"05:00\"\n")
        chmod(folder.main, 0o444)
        #expect(folder.load().policy.dayStarts == LocalTime(hour: 5, minute: 0))
    }

    @Test func `the reference is itself a sound configuration that changes nothing`() throws {
        let manifests = ["stretch", "water", "foam-roll"].compactMap { ConfigFolder.plugins[$0] }
        let text = ConfigurationReference.text(plugins: manifests)
        #expect(try ConfigFolder(text).load().habits.count == 3)
        #expect(text.contains("\n# weekend = \"") && text.contains("\n# title = \"Hydration\"\n"))
        #expect(!text.split(separator: "\n").contains { $0.hasSuffix("=") })
        // With every default taken at its word.
        let lines = text.split(separator: "\n").map { line in
            line.hasPrefix("# ") && line.contains(" = ") ? String(line.dropFirst(2)) : String(line)
        }
        let config = try ConfigFolder(lines.joined(separator: "\n")).load()
        #expect(config.problems.isEmpty, "\(config.problems)")
        #expect(config.policy == Policy())
        #expect(config.reminders == Configuration.Reminders())
        #expect(config.habits.allSatisfy { $0.enabled && !$0.isPrivate && $0.problem == nil })
    }

    @Test(arguments: [
        ("targte", "target"), ("weekand", "weekend"), ("mond", "mon"), ("snoozelimit", "snooze_limit"),
        ("wter", "water"), ("banana", nil), ("x", nil),
    ])
    func `what was meant is guessed only when it is close`(_ word: String, _ meant: String?) {
        let known = ["target", "weekend", "mon", "snooze_limit", "water"]
        #expect(NearestKey.suggestion(for: word, among: known) == meant)
    }
}
