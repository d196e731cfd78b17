import HabitEngine
import HabitKit
import HabitTesting
import Testing

@testable import HabitDaemon

@Suite struct FormatTests {
    @Test func `three lines are a habit`() async throws {
        let plugin = try HabitFile.plugin("title = \"Tea\"\nmessage = \"A cup of tea?\"\nat = \"16:00\"")
        let manifest = plugin.manifest
        #expect(manifest.id == "tea" && manifest.title == "Tea" && manifest.summary == "Tea")
        #expect(manifest.unit == .times && manifest.usualAmount == 1 && manifest.period == .day)
        #expect(manifest.settings.map(\.key) == ["at"] && manifest.needs == Needs())
        let habit = try BoundHabit("tea", plugin: plugin)
        let answer = try await habit.assess(MomentBuilder("2026-11-24 12:00").moment)
        #expect(answer.state == .upcoming && answer.reason == "next at 16:00")
        #expect(answer.prompt?.message == "A cup of tea?" && answer.prompt?.key == nil && answer.prompt?.repeats == 0)
        #expect(answer.progress == Progress(done: 0, target: 1, unit: .times))
    }

    @Test func `everything that can be said is understood`() throws {
        let manifest = try HabitFile.plugin(
            """
            title = "Strength"
            message = ["{left} to go of {target}", "{portion} now, {done} so far"]
            summary = "Ten minutes that keep the back strong."
            every = "90min"
            break = "7min"
            at_latest = "4h"
            suspend = "reset"
            beyond = true
            target = "30min"
            unit = "min"
            usual = 10
            amounts = ["1min", "2h"]
            repeats = 1
            slack = "10min"
            firm = false
            movement = true
            routine = "Three moves"
            steps = [
                "Stand up",
                { do = "Bridge", hold = "10s", repetitions = 5 },
                { do = "Side plank", hold = "20s", both_sides = true },
            ]
            gentle = { message = "Only what feels good", target = "10min", every = "3h", steps = ["Bridge"] }
            rest = "silent"
            [attributes]
            move = ["bridge", "plank"]
            effort = { minimum = 0, maximum = 10, summary = "How hard it was" }
            place = { limit = 40 }
            """
        ).manifest
        #expect(manifest.summary == "Ten minutes that keep the back strong.")
        #expect(manifest.unit == .minutes && manifest.usualAmount == 10 && manifest.amounts == 1...120)
        #expect(manifest.settings.map(\.key) == ["target", "every", "break", "suspend", "at_latest", "beyond"])
        #expect(manifest.settings.map(\.defaultText) == ["30 min", "1h30min", "7min", "reset", "4h", "true"])
        #expect(
            manifest.attributes == [
                AttributeSpec("effort", .integer(0...10), "How hard it was"),
                AttributeSpec("move", .choice(["bridge", "plank"]), "move"), AttributeSpec("place", .text(40), "place"),
            ])
        #expect(manifest.isMovement && manifest.needs.presence && manifest.goal == .amount)
        #expect(manifest.routines.map(\.id) == ["routine", "gentle-routine"])
        #expect(manifest.routines[0].title == "Three moves")
        #expect(
            manifest.routines[0].steps == [
                Routine.Step("Stand up", holdSeconds: 0), Routine.Step("Bridge", holdSeconds: 10, repetitions: 5),
                Routine.Step("Side plank", holdSeconds: 20, bothSides: true),
            ])
    }

    @Test(arguments: [
        ("serving = \"250ml\"\ntarget = \"1.5l\"", HabitKit.Unit.millilitres, 250.0),
        ("at = \"18:00\"\ntarget = \"30min\"", .minutes, 5), ("at = \"18:00\"\ntarget = 2", .times, 1),
        ("at = \"18:00\"\ntarget = \"1h30min\"", .minutes, 5),
        ("every = \"1h\"\ntarget = \"5000 steps\"", .steps, 1000),
        ("at = \"18:00\"\nusual = \"2km\"", .kilometres, 2), ("at = \"18:00\"\nunit = \"cups\"", .cups, 1),
        ("at = \"18:00\"\nunit = \"min\"\nsteps = [{ do = \"Sit\", hold = \"150s\" }]", .minutes, 3),
    ])
    func `the unit follows from how the amounts are written`(_ text: String, _ unit: HabitKit.Unit, _ usual: Double)
        throws
    {
        let manifest = try HabitFile.bound(text).manifest
        #expect(manifest.unit == unit)
        #expect(abs(manifest.usualAmount - usual) < 0.1)
    }

    @Test(arguments: [
        ("at = [\"20:00\", 08:00:00]", ["at_1", "at_2"], ["08:00", "20:00"]),
        ("at = \"07:30\"\ndays = [\"fri\", \"mon\"]", ["at", "days"], ["07:30", "mon, fri"]),
        ("times_per_week = 3", ["times_per_week", "rest_days", "at"], ["3", "1", "18:00"]),
        ("serving = 1\ntarget = 8", ["target", "serving"], ["8 times", "1 time"]),
        ("every = \"6min\"", ["every", "break", "suspend"], ["6min", "3min", "credit"]),
        ("started = 2026-09-01\nphases = [{ every = \"1w\", for = \"13w\" }, { every = \"2w\" }]", ["at"], ["18:00"]),
    ])
    func `the numbers of a cadence are settings, with what the file says as their defaults`(
        _ text: String, _ keys: [String], _ values: [String]
    ) throws {
        let manifest = try HabitFile.bound(text).manifest
        #expect(manifest.settings.map(\.key) == keys)
        #expect(manifest.settings.map(\.defaultText) == values)
    }

    @Test func `steps are read from a list of tables in either spelling`() throws {
        let inline = try HabitFile.bound("at = \"18:00\"\nsteps = [{ do = \"A\" }, { do = \"B\", hold = \"5s\" }]")
            .manifest
        let tables = try HabitFile.bound("at = \"18:00\"\n[[steps]]\ndo = \"A\"\n[[steps]]\ndo = \"B\"\nhold = \"5s\"")
        #expect(inline.routines == tables.manifest.routines)
    }

    @Test func `one file serves several habits, each with its settings from the configuration`() async throws {
        let plugin = try HabitFile.plugin(
            "title = \"Tea\"\nmessage = \"A cup?\"\nat = [\"08:00\", \"16:00\"]\ntarget = 2")
        let folder = try ConfigFolder(
            """
            [habits.tea]
            at_1 = "09:15"
            [habits.coffee]
            plugin = "tea"
            target = 1
            [habits.mate]
            plugin = "tea"
            at_3 = "10:00"
            at_2 = "25:00"
            target = 0
            """)
        let config = Configuration(
            ConfigDocument.read(from: [folder.directory]), plugins: ["tea": plugin.manifest])
        #expect(config.problems.map(\.key) == ["habits.mate.at_3", "habits.mate.target", "habits.mate.at_2"])
        #expect(
            config.problems[0].problem.contains("did you mean “at_1”?") || config.problems[0].allowed == nil
                || config.problems[0].problem.contains("did you mean"))
        let habits = Dictionary(uniqueKeysWithValues: config.habits.map { ($0.id, $0) })
        let moment = MomentBuilder("2026-11-24 08:40").moment
        func answer(_ id: String) async throws -> Assessment {
            try await BoundHabit.bind(plugin, id: id, raw: try #require(habits[id]).settings).assess(moment)
        }
        #expect(try await answer("tea").reason == "next at 09:15")
        #expect(try await answer("coffee").progress?.target == 1)
    }

    @Test func `the name of the file is the id, up to its first dot`() throws {
        let text = "title = \"Tea\"\nmessage = \"A cup?\"\nat = \"16:00\""
        #expect(try HabitFile(text, name: "green-tea.v2.toml").read().plugin?.manifest.id == "green-tea")
        for name in ["Tea.toml", "a b.toml", "-x.toml", "ü.toml", String(repeating: "a", count: 65) + ".toml"] {
            let (plugin, problems) = try HabitFile(text, name: name).read()
            #expect(plugin == nil && problems.count == 1, "\(name)")
        }
    }
}
