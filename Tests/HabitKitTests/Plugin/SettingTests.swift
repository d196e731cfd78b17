import HabitKit
import Testing

@Suite struct SettingTests {
    static let every = SettingSpec("every", .duration(60...28_800), default: .number(2700), "How often")
    static let target = SettingSpec("target", .quantity(.litres, 0.1...4), default: .number(1.5), "How much")
    static let times = SettingSpec("times", .integer(1...14), default: .integer(3), "How many")
    static let firm = SettingSpec("firm", .boolean, default: .boolean(false), "Whether")
    static let at = SettingSpec("at", .time, default: .text("18:00"), "When")
    static let side = SettingSpec("side", .choice(["left", "right"]), default: .text("left"), "Which")
    static let areas = SettingSpec("areas", .choices(["neck", "hips"]), default: .list(["neck"]), "Where")
    static let name = SettingSpec("name", .text(5), default: .text("x"), "What")

    @Test(arguments: [
        (every, RawSetting.string("45min"), SettingValue.number(2700)), (every, .string("8h"), .number(28_800)),
        (target, .string("2l"), .number(2)), (target, .string("500ml"), .number(0.5)),
        (target, .integer(2), .number(2)),
        (target, .number(1.25), .number(1.25)), (times, .integer(14), .integer(14)),
        (firm, .boolean(true), .boolean(true)),
        (at, .string("9:30"), .text("09:30")), (side, .string("right"), .text("right")),
        (areas, .list([.string("hips"), .string("neck")]), .list(["hips", "neck"])),
        (name, .string("abcde"), .text("abcde")),
    ])
    func `a value of the right kind is read`(spec: SettingSpec, raw: RawSetting, value: SettingValue) throws {
        #expect(try spec.read(raw) == value)
        #expect(spec.accepts(value))
    }

    @Test(arguments: [
        (every, RawSetting.string("59s")), (every, .string("9h")), (every, .integer(45)), (every, .string("45m")),
        (target, .string("5l")), (target, .string("45min")), (target, .number(.nan)), (target, .string("-1l")),
        (times, .integer(0)), (times, .integer(15)), (times, .string("3")), (times, .number(3.5)),
        (firm, .string("yes")),
        (at, .string("25:00")), (at, .integer(18)), (side, .string("up")), (areas, .list([])), (areas, .string("neck")),
        (areas, .list([.string("neck"), .string("neck")])), (areas, .list([.integer(1)])), (name, .string("abcdef")),
    ])
    func `a wrong one is refused by name with what is allowed`(spec: SettingSpec, raw: RawSetting) {
        let problem = #expect(throws: SettingProblem.self) { try spec.read(raw) }
        #expect(problem?.key == spec.key)
        #expect(problem?.allowed == spec.allowed)
        #expect(problem?.problem.isEmpty == false)
    }

    @Test(arguments: [
        (every, "1min – 8h", "45min"), (target, "0.1 l – 4 l", "1.5 l"), (times, "1 – 14", "3"),
        (firm, "true or false", "false"), (side, "left, right", "left"), (areas, "any of neck, hips", "neck"),
    ])
    func `ranges and defaults print as they are written`(spec: SettingSpec, allowed: String, value: String) {
        #expect(spec.allowed == allowed)
        #expect(spec.defaultText == value)
    }
}

@Suite struct BoundHabitTests {
    struct Sample: HabitPlugin {
        struct Settings: Codable, Sendable {
            var every: Duration
            var target: Quantity
            var times: Int
            var side: Side
            var areas: [String]
        }
        enum Side: String, Codable, Sendable { case left, right }

        var specs = [
            SettingTests.every, SettingTests.target, SettingTests.times, SettingTests.side, SettingTests.areas,
        ]
        var manifest: Manifest {
            Manifest(
                id: "sample", title: "Sample", summary: "For tests.", unit: .times, amounts: 1...10, settings: specs)
        }

        func assess(_ moment: Moment, settings: Settings) -> Assessment {
            Assessment(
                state: .upcoming,
                reason: "\(settings.every) \(settings.target.text) \(settings.times) \(settings.side) \(settings.areas)"
            )
        }
    }

    private let moment = Moment(
        now: Instant(seconds: 0),
        day: Day(date: LocalDate(dayNumber: 0), starts: .midnight, zone: .utc, active: []))

    @Test func `settings arrive typed, with defaults where nothing is set`() async throws {
        let habit = try BoundHabit.bind(
            Sample(), id: "mine", raw: ["every": .string("10min"), "side": .string("right")])
        #expect(try await habit.assess(moment).reason == "600.0 seconds 1.5 l 3 right [\"neck\"]")
        #expect(habit.id == "mine")
        #expect(habit.settings["times"] == .integer(3))
    }

    @Test func `all wrong settings are told at once`() {
        let error = #expect(throws: SettingProblems.self) {
            try BoundHabit.bind(
                Sample(), id: "mine", raw: ["every": .integer(1), "times": .integer(99), "colour": .string("red")])
        }
        #expect(error?.problems.map(\.key) == ["colour", "every", "times"])
    }

    @Test func `typed settings are checked as well`() {
        let unknown = #expect(throws: SettingProblem.self) {
            try BoundHabit("mine", plugin: Sample(), settings: ["colour": .text("red")])
        }
        #expect(unknown?.key == "colour")
        #expect(unknown?.allowed == "every, target, times, side, areas")
        let large = #expect(throws: SettingProblem.self) {
            try BoundHabit("mine", plugin: Sample(), settings: ["times": .integer(15)])
        }
        #expect(large?.description == "times: 15 is out of range; allowed: 1 – 14")
    }

    @Test func `a plugin whose settings do not fit its manifest is told so`() {
        #expect(throws: SettingProblem.self) { try BoundHabit("mine", plugin: Sample(specs: [SettingTests.every])) }
    }

    @Test func `one plugin serves two habits with different settings`() async throws {
        let first = try BoundHabit("a", plugin: Sample(), settings: ["times": .integer(1)])
        let second = try BoundHabit("b", plugin: Sample(), settings: ["times": .integer(2)])
        #expect(try await first.assess(moment) != second.assess(moment))
    }

    @Test func `the setting that a manifest names is the usual amount`() throws {
        struct Drink: HabitPlugin {
            struct Settings: Codable, Sendable { var target: Quantity }
            let manifest = Manifest(
                id: "drink", title: "Drink", summary: "For tests.", unit: .millilitres, usualAmount: 250,
                usualAmountSetting: "target", amounts: 1...5000, settings: [SettingTests.target])
            func assess(_ moment: Moment, settings: Settings) -> Assessment {
                Assessment(state: .upcoming, reason: "-")
            }
        }
        #expect(
            try BoundHabit("drink", plugin: Drink(), settings: ["target": .number(0.3)]).manifest.usualAmount == 300)
    }
}
