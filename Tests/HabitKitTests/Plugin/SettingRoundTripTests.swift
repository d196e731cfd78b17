import HabitKit
import Testing

@Suite struct SettingRoundTripTests {
    /// What a person would write for `value`, as TOML holds it.
    private func raw(_ spec: SettingSpec, _ value: SettingValue) -> RawSetting {
        switch value {
        case .number, .text: .string(spec.print(value))
        case .integer(let number): .integer(number)
        case .boolean(let flag): .boolean(flag)
        case .list(let words): .list(words.map { .string($0) })
        }
    }

    @Test func `what is printed reads back as the same value`() throws {
        var random = SeededRandom(seed: 51)
        for _ in 0..<500 {
            let cases: [(SettingSpec, SettingValue)] = [
                (SettingTests.every, .number(Double(Int.random(in: 60...28_800, using: &random)))),
                (SettingTests.target, .number(Double(Int.random(in: 10...400, using: &random)) / 100)),
                (SettingTests.times, .integer(Int.random(in: 1...14, using: &random))),
                (SettingTests.firm, .boolean(Bool.random(using: &random))),
                (SettingTests.at, .text(LocalTime(secondOfDay: Int.random(in: 0..<86_400, using: &random)).text)),
                (SettingTests.side, .text(["left", "right"].randomElement(using: &random) ?? "left")),
                (SettingTests.areas, .list(["neck", "hips"].shuffled(using: &random))),
            ]
            for (spec, value) in cases {
                #expect(spec.accepts(value))
                #expect(try spec.read(raw(spec, value)) == value, "\(spec.key) \(spec.print(value))")
            }
        }
    }

    @Test func `seconds of a time of day are kept`() throws {
        #expect(try SettingTests.at.read(.string("18:00:30")) == .text("18:00:30"))
    }

    @Test(arguments: [
        (SettingTests.every, RawSetting.string("5s"), "every: “5s” is too short; allowed: 1min – 8h"),
        (SettingTests.every, .string("9h"), "every: “9h” is too long; allowed: 1min – 8h"),
        (
            SettingTests.every, .integer(45),
            "every: a duration with its unit is wanted, as in \"45min\"; allowed: 1min – 8h"
        ),
        (SettingTests.target, .string("5l"), "target: 5 l is too much; allowed: 0.1 l – 4 l"),
        (SettingTests.times, .integer(0), "times: 0 is too small; allowed: 1 – 14"),
        (SettingTests.side, .string("up"), "side: “up” is not known here; allowed: left, right"),
    ])
    func `a refusal is a sentence a person can act on`(spec: SettingSpec, raw: RawSetting, text: String) {
        let problem = #expect(throws: SettingProblem.self) { try spec.read(raw) }
        #expect(problem?.description == text)
    }

    @Test(arguments: [
        (SettingTests.every, SettingValue.number(59)), (SettingTests.every, .number(.nan)),
        (SettingTests.every, .integer(60)),
        (SettingTests.target, .number(4.1)), (SettingTests.times, .integer(15)), (SettingTests.times, .number(3)),
        (SettingTests.firm, .integer(1)), (SettingTests.at, .text("24:00")), (SettingTests.side, .text("up")),
        (SettingTests.areas, .list([])), (SettingTests.areas, .list(["neck", "neck"])),
        (SettingTests.areas, .list(["neck", "toe"])), (SettingTests.areas, .text("neck")),
        (SettingTests.name, .text("abcdef")),
    ])
    func `a value out of range or of another kind is not accepted`(spec: SettingSpec, value: SettingValue) {
        #expect(!spec.accepts(value))
    }

    @Test func `raw settings print as TOML writes them`() {
        #expect(
            RawSetting.list([.string("a"), .integer(1), .boolean(true), .number(0.5)]).description
                == "[\"a\", 1, true, 0.5]")
    }
}

@Suite struct AttributeTests {
    private let area = AttributeSpec("area", .choice(["thighs", "back", "calves", "back-ball"]), "Where")
    private let pressure = AttributeSpec("pressure", .integer(0...10), "How firm")
    private let side = AttributeSpec("side", .text(3), "Which")

    @Test(arguments: [("thighs", "thighs"), ("TH", "thighs"), ("c", "calves"), ("back", "back")])
    func `a word may be shortened while it is clear`(typed: String, word: String) throws {
        #expect(try area.check(typed) == word)
    }

    @Test(arguments: ["", "ba", "neck", "thighsx"])
    func `an unclear or unknown word is refused with the words there are`(typed: String) {
        let problem = #expect(throws: SettingProblem.self) { try area.check(typed) }
        #expect(problem?.key == "area")
        #expect(problem?.allowed == "thighs, back, calves, back-ball")
    }

    @Test func `numbers and texts keep their limits`() throws {
        #expect(try pressure.check("07") == "7")
        for typed in ["11", "-1", "5.5", "firm", ""] {
            #expect(throws: SettingProblem.self) { try pressure.check(typed) }
        }
        #expect(try side.check("abc") == "abc")
        #expect(throws: SettingProblem.self) { try side.check("abcd") }
        #expect(pressure.allowed == "0 – 10")
    }
}
