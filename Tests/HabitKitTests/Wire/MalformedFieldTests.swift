import Foundation
import HabitKit
import HabitTesting
import Testing
import Varlink

/// One field of a sound message replaced by something that does not fit.
struct Damage: Sendable, CustomTestStringConvertible {
    let path: String
    /// JSON; nil takes the field away.
    let value: String?

    init(_ path: String, _ value: String?) {
        self.path = path
        self.value = value
    }

    var testDescription: String { "\(path) = \(value ?? "nothing")" }

    /// - Throws: where the path leads nowhere: a table must not test what is not there.
    func apply(to text: [UInt8]) throws -> [UInt8] {
        let whole = try JSONSerialization.jsonObject(with: Data(text))
        let keys = path.split(whereSeparator: { ".[]".contains($0) }).map(String.init)
        let damaged = try replaced(whole, keys[...])
        return Array(try JSONSerialization.data(withJSONObject: damaged))
    }

    private func replaced(_ json: Any, _ keys: ArraySlice<String>) throws -> Any {
        guard let key = keys.first else {
            return try JSONSerialization.jsonObject(with: Data((value ?? "").utf8), options: .fragmentsAllowed)
        }
        let rest = keys.dropFirst()
        if var list = json as? [Any], let index = Int(key), list.indices.contains(index) {
            list[index] = try replaced(list[index], rest)
            return list
        }
        var object = try #require(json as? [String: Any], "\(path): \(key) is in no object")
        if rest.isEmpty, value == nil {
            try #require(object.removeValue(forKey: key) != nil, "\(path) is not there to be taken away")
        } else {
            object[key] = try replaced(rest.isEmpty ? "" : #require(object[key], "\(path)"), rest)
        }
        return object
    }
}

@Suite struct MalformedFieldTests {
    private static let berlin = Zone(
        name: "B", initialOffset: 3600, rule: ZoneRule(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
    private static let call = Result {
        let moment = MomentBuilder("2026-11-24 15:40", zone: berlin).presentSince("09:00").asleep("10:00", "10:30")
            .moved("11:00", "11:10").done("10:15", 250, .millilitres).done("12:15", 250, .millilitres)
            .prompted("12:00", key: "neck").moment
        return try PluginWire.assessCall(moment, settings: ["every": .number(60), "side": .text("left")])
    }
    private static let specs = PluginWireTests.specs

    static let calls: [Damage] =
        [
            "moment", "moment.now", "moment.zone", "moment.zone.changes", "moment.day", "moment.day.date",
            "moment.entries",
            "moment.entries[1].at", "moment.activity.present[0].from", "moment.lastPrompt.due", "moment.mode",
        ].flatMap { [Damage($0, nil), Damage($0, "7"), Damage($0, "true")] }
        + [
            "moment.now", "moment.zone.changes[0].at", "moment.day.from", "moment.day.until", "moment.entries[0].at",
            "moment.day.active[0].from", "moment.activity.present[0].until", "moment.activity.movement[0].from",
            "moment.activity.suspends[0].until", "moment.lastPrompt.due", "moment.lastPrompt.announcedAt",
        ].flatMap {
            [Damage($0, #""soon""#), Damage($0, #""2026-11-24T15:40:00""#), Damage($0, #""2026-02-30T00:00:00Z""#)]
        }
        + [
            Damage("moment.mode", #""wild""#), Damage("moment.entries[1].kind", #""kept""#),
            Damage("moment.entries[1].unit", #""m""#), Damage("moment.entries[0].amount", #""five""#),
            Damage("moment.entries[0].attributes", #"{"area":1}"#), Damage("moment.activity.state", #""here""#),
            Damage("moment.lastPrompt.outcome", #""ignored""#), Damage("moment.zone.offset", "0.5"),
            Damage("moment.zone.changes[1].at", #""1999-01-01T00:00:00Z""#),
            Damage("moment.day.date", #""2026-13-01""#),
            Damage("moment.day.starts", #""25:00""#), Damage("moment.day.until", #""1999-01-01T00:00:00Z""#),
            Damage("moment.activity.present[0].until", #""1999-01-01T00:00:00Z""#),
            Damage("moment.day.active[0].until", #""1999-01-01T00:00:00Z""#),
            Damage("settings.every", "0"), Damage("settings.every", #""1h""#), Damage("settings.side", #""up""#),
            Damage("settings.times", "1.5"), Damage("settings.areas", #"["toe"]"#), Damage("settings.areas", "[]"),
            Damage("settings.nothing", "1"),
        ]

    @Test(arguments: calls)
    func `a call with a field that does not fit is refused with its path`(damage: Damage) throws {
        let call = try damage.apply(to: Self.call.get())
        let path = refusal {
            try PluginWire.call(fromParameters: PluginWireTests.checked(call: call), specs: Self.specs)
        }
        #expect(path == damage.path || path == damage.path + ".area", "\(path ?? "accepted")")
    }

    private static let manifest = Result {
        try PluginWire.describeReply(
            Manifest(
                id: "all", title: "All", summary: "Everything.", unit: .ounces, amounts: 1...10, settings: specs,
                attributes: [
                    AttributeSpec("area", .choice(["neck"]), "Where"), AttributeSpec("firm", .integer(0...10), "How"),
                ], routines: [Routine(id: "neck", title: "Neck", steps: [Routine.Step("Breathe", holdSeconds: 0)])]))
    }

    static let manifests: [Damage] = [
        Damage("manifest.id", nil), Damage("manifest.id", "1"), Damage("manifest.title", nil),
        Damage("manifest.summary", nil), Damage("manifest.unit", #""m""#), Damage("manifest.goal", #""sum""#),
        Damage("manifest.period", #""month""#), Damage("manifest.maximumAmount", "0.5"),
        Damage("manifest.settings", "{}"),
        Damage("manifest.settings[0].kind", #""length""#), Damage("manifest.settings[0].default", #""soon""#),
        Damage("manifest.settings[0].default", "5"), Damage("manifest.settings[0].minimum", nil),
        Damage("manifest.settings[0].maximum", "-1"), Damage("manifest.settings[2].unit", nil),
        Damage("manifest.settings[2].unit", #""m""#), Damage("manifest.settings[2].default", #""9 l""#),
        Damage("manifest.settings[4].minimum", "0.5"), Damage("manifest.settings[4].default", #""many""#),
        Damage("manifest.settings[5].default", #""yes""#), Damage("manifest.settings[6].default", #""noon""#),
        Damage("manifest.settings[7].words", nil), Damage("manifest.settings[7].default", #""up""#),
        Damage("manifest.settings[8].default", #""neck, toe""#), Damage("manifest.settings[9].limit", #""long""#),
        Damage("manifest.attributes[0].kind", #""colour""#), Damage("manifest.attributes[0].words", nil),
        Damage("manifest.attributes[0].words", "[]"), Damage("manifest.attributes[1].minimum", nil),
        Damage("manifest.attributes[1].minimum", "11"), Damage("manifest.routines[0].steps", nil),
        Damage("manifest.routines[0].steps[0].holdSeconds", #""long""#), Damage("manifest.needs.historyDays", "0.5"),
    ]

    @Test(arguments: manifests)
    func `a manifest with a field that does not fit is refused with its path`(damage: Damage) throws {
        let reply = try damage.apply(to: Self.manifest.get())
        let path = refusal { try PluginWire.manifest(fromReply: reply) }
        #expect(path == damage.path, "\(path ?? "accepted")")
    }

    private static let assessment = Result {
        let routine = Routine(id: "neck", title: "Neck", steps: [Routine.Step("Breathe", holdSeconds: 0)])
        let now = MomentBuilder("2026-11-24 15:40").moment.now
        return try PluginWire.assessReply(
            Assessment(
                state: .due, progress: Progress(done: 1, target: 2, unit: .times),
                prompt: Prompt(due: now, message: "Now", routine: routine, naturalBreak: .minutes(5)), reason: "now",
                validUntil: now), offset: 0)
    }

    static let assessments: [Damage] =
        ["assessment.prompt.due", "assessment.validUntil"].flatMap {
            [Damage($0, #""soon""#), Damage($0, #""2026-11-24T15:40:00""#), Damage($0, "5")]
        } + [
            Damage("assessment", nil), Damage("assessment", "[]"), Damage("assessment.state", nil),
            Damage("assessment.state", #""ready""#), Damage("assessment.reason", nil),
            Damage("assessment.progress.unit", #""m""#), Damage("assessment.progress.done", #""all""#),
            Damage("assessment.prompt.message", nil), Damage("assessment.prompt.due", nil),
            Damage("assessment.prompt.slackSeconds", "1e300"), Damage("assessment.prompt.naturalBreakSeconds", "-1e9"),
            Damage("assessment.prompt.repeats", "0.5"), Damage("assessment.prompt.routine.steps", nil),
            Damage("assessment.prompt.routine.steps[0].instruction", "1"), Damage("assessment.prompt.isFirm", "1"),
        ]

    @Test(arguments: assessments)
    func `an assessment with a field that does not fit is refused with its path`(damage: Damage) throws {
        let reply = try damage.apply(to: Self.assessment.get())
        let path = refusal { try PluginWire.assessment(fromReply: reply) }
        #expect(path == damage.path, "\(path ?? "accepted")")
    }

    /// The path that is told for what is refused.
    private func refusal<Value>(_ read: () throws -> Value) -> String? {
        do {
            _ = try read()
            return nil
        } catch let problem as PluginWireProblem {
            #expect(!problem.problem.isEmpty)
            return problem.path
        } catch {
            return (error as? InterfaceMismatch)?.path ?? "\(error)"
        }
    }
}
