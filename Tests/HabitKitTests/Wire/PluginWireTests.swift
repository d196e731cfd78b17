import Foundation
import HabitKit
import HabitTesting
import Testing
import Varlink

/// What goes over the wire arrives as it was, and says nothing that the interface does not declare.
@Suite struct PluginWireTests {
    static let interface = Result { try VarlinkInterface(parsing: PluginWire.interfaceText) }

    static func checked(call: [UInt8]) throws -> [UInt8] {
        let interface = try interface.get()
        return try interface.check(input: call, of: #require(interface.methods["Assess"]))
    }

    static func check(reply: [UInt8], of method: String) throws {
        let interface = try interface.get()
        try interface.check(output: reply, of: #require(interface.methods[method]))
    }

    private func passed(_ moment: Moment) throws -> Moment {
        try PluginWire.call(
            fromParameters: Self.checked(call: PluginWire.assessCall(moment, settings: [:])), specs: []
        ).moment
    }

    @Test func `the interface is portable and has what is called`() throws {
        let interface = try Self.interface.get()
        #expect(interface.name == PluginWire.interfaceName)
        #expect(interface.methods.keys.sorted() == ["Assess", "Describe"])
        #expect(
            Set([PluginWire.describe, PluginWire.assess])
                == Set(interface.methods.keys.map { interface.name + "." + $0 }))
        #expect(interface.errors.keys.sorted() == ["Failed"])
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `a moment says the same to every cadence on both sides`(seed: UInt64) throws {
        var moments = RandomMoments(SeededRandom(seed: seed))
        for index in 0..<100 {
            let moment = moments.next()
            let other = try passed(moment)
            let place = Comment(rawValue: "seed \(seed), moment \(index)")
            for (here, there) in zip(answers(moment), answers(other)) { #expect(here == there, place) }
            var bare = moment
            bare.zone = other.zone
            #expect(bare == other, place)
        }
    }

    /// What cadences of every kind make of a moment.
    private func answers(_ moment: Moment) -> [Due] {
        let evening = LocalTime(text: "18:00") ?? .midnight
        let times = ["00:00", "02:30", "12:00", "23:59"].compactMap { LocalTime(text: $0) }
        var dues: [Due] = ActiveTime.SuspendRule.allCases.map {
            ActiveTime(every: .minutes(50), naturalBreak: .minutes(5), onSuspend: $0).next(moment)
        }
        dues.append(Spread(target: 1500, serving: 250, unit: .millilitres).next(moment, done: 500))
        dues += [ClockTimes(times), ClockTimes(times, on: [.sunday, .monday])].map { $0.next(moment) }
        dues += [1, 3, 7, 14].map { TimesPerWeek(times: $0, restDays: 1).next(moment, at: evening) }
        // Phases are of dates alone; this is what becomes of them.
        for days in [-1, 0, 1, 30, 200, 390] {
            let date = moment.day.date.adding(days: days)
            dues.append(Due(at: moment.instant(evening, on: date), reason: date.text))
        }
        return dues
    }

    @Test func `every setting of a call arrives as it was`() throws {
        let specs = Self.specs
        var moments = RandomMoments(SeededRandom(seed: 7))
        let moment = MomentBuilder("2026-11-24 15:40").moment
        for _ in 0..<300 {
            let settings = moments.settings(specs)
            let call = try Self.checked(call: PluginWire.assessCall(moment, settings: settings))
            #expect(try PluginWire.call(fromParameters: call, specs: specs).settings == settings)
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `an assessment arrives as it was`(seed: UInt64) throws {
        var random = RandomMoments(SeededRandom(seed: seed))
        let assessment = Self.assessment(&random)
        let reply = try PluginWire.assessReply(assessment, offset: random.int(-50...56) * 900)
        try Self.check(reply: reply, of: "Assess")
        #expect(try PluginWire.assessment(fromReply: reply) == assessment)
    }

    private static func assessment(_ random: inout RandomMoments) -> Assessment {
        let words = ["on its way", "a “b” \\ \"c\"", "ü𝄞", "tab\there"]
        let steps = [
            Routine.Step(
                random.one(of: words), holdSeconds: random.int(0...3600), repetitions: random.int(1...100),
                bothSides: random.chance(50)),
            Routine.Step("Let go", holdSeconds: 5),
        ]
        func instant() -> Instant { Instant(microseconds: Int64(random.int(-4_000_000...4_000_000)) * 999_999_937) }
        let prompt = Prompt(
            due: instant(), message: random.one(of: words),
            slack: .microseconds(Int64(random.int(0...86_400_000_000))), repeats: random.int(0...5),
            isFirm: random.chance(50),
            routine: random.chance(50) ? Routine(id: "r", title: random.one(of: words), steps: steps) : nil,
            key: random.chance(50) ? random.one(of: words) : nil,
            naturalBreak: random.chance(50) ? .microseconds(Int64(random.int(1...10_000_000_000))) : nil)
        let progress = Progress(
            done: random.chance(50) ? Double(random.int(0...5000)) : random.double(0...1e9),
            target: random.chance(50) ? random.double(0...1e-9) : nil, unit: random.one(of: Unit.all))
        return Assessment(
            state: random.one(of: Assessment.State.allCases), progress: random.chance(70) ? progress : nil,
            prompt: random.chance(70) ? prompt : nil, reason: random.one(of: words),
            validUntil: random.chance(50) ? instant() : nil)
    }

    @Test func `a manifest with everything in it arrives as it was`() throws {
        let step = Routine.Step("Tilt your head", holdSeconds: 20, repetitions: 2, bothSides: true)
        let manifest = Manifest(
            id: "all", title: "“All”", summary: "Everything\tat once.", unit: .ounces, usualAmount: 0.1 + 0.2,
            usualAmountSetting: "target", amounts: 1e-7...123_456.789, settings: Self.specs,
            attributes: [
                AttributeSpec("area", .choice(["neck", "hips"]), "Where"),
                AttributeSpec("firm", .integer(-5...10), "How"),
                AttributeSpec("place", .text(60), "Where to"),
            ],
            needs: Needs(historyDays: 400, presence: true), isMovement: true, goal: .count, period: .week,
            routines: [Routine(id: "neck", title: "Neck", steps: [step, Routine.Step("Breathe", holdSeconds: 0)])])
        let reply = try PluginWire.describeReply(manifest)
        try Self.check(reply: reply, of: "Describe")
        #expect(try PluginWire.manifest(fromReply: reply) == manifest)
    }

    @Test func `what a manifest leaves out has the defaults that the interface names`() throws {
        let reply = Array(
            #"{"manifest":{"id":"a","title":"A","summary":"B","attributes":[{"key":"x","summary":"X","kind":"text"}]}}"#
                .utf8)
        try Self.check(reply: reply, of: "Describe")
        let manifest = try PluginWire.manifest(fromReply: reply)
        #expect(
            manifest
                == Manifest(
                    id: "a", title: "A", summary: "B", unit: .times, usualAmount: 1, amounts: 0...1000,
                    attributes: [AttributeSpec("x", .text(200), "X")], goal: .amount, period: .day))
    }

    static let specs = [
        SettingSpec("every", .duration(0.001...34_560_000), default: .number(2700.5), "Every"),
        SettingSpec("odd", .duration(0...86_400), default: .number(1000.123456), "An odd length"),
        SettingSpec("target", .quantity(.litres, 0.1...4), default: .number(1.23456789), "Target"),
        SettingSpec("ounces", .quantity(.ounces, 0...1e9), default: .number(33.814), "Ounces"),
        SettingSpec("times", .integer(-1_000_000_000...1_000_000_000), default: .integer(-3), "Times"),
        SettingSpec("firm", .boolean, default: .boolean(true), "Firm"),
        SettingSpec("at", .time, default: .text("18:00:30"), "At"),
        SettingSpec("side", .choice(["left", "right"]), default: .text("right"), "Side"),
        SettingSpec("areas", .choices(["neck", "hips", "back"]), default: .list(["hips", "neck"]), "Areas"),
        SettingSpec("words", .text(30), default: .text("5, “x”\\ 1h"), "Words"),
    ]
}
