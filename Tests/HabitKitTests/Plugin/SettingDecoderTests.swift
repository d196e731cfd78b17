import HabitKit
import Testing

@Suite struct SettingDecoderTests {
    private let specs = [
        SettingSpec("every", .duration(1...1e6), default: .number(60), "D"),
        SettingSpec("walk", .quantity(.minutes, 1...600), default: .number(5), "Time as an amount"),
        SettingSpec("serving", .quantity(.millilitres, 1...4000), default: .number(250), "An amount"),
        SettingSpec("at", .time, default: .text("18:00"), "T"),
        SettingSpec("areas", .choices(["neck", "hips"]), default: .list(["neck"]), "L"),
        SettingSpec("times", .integer(1...100_000), default: .integer(3), "I"),
        SettingSpec("firm", .boolean, default: .boolean(true), "B"),
    ]

    private var table: SettingTable { Dictionary(uniqueKeysWithValues: specs.map { ($0.key, $0.defaultValue) }) }

    private func decode<T: Decodable>(_ type: T.Type, _ change: SettingTable = [:]) throws -> T {
        try SettingDecoder(table.merging(change) { $1 }, specs: specs).decode(type)
    }

    @Test func `durations come as durations or seconds`() throws {
        struct AsDuration: Decodable { var every: Duration }
        struct AsSeconds: Decodable { var every: Double }
        #expect(try decode(AsDuration.self).every == .seconds(60))
        #expect(try decode(AsSeconds.self).every == 60)
        #expect(try decode(AsDuration.self, ["every": .number(0.25)]).every == .milliseconds(250))
    }

    @Test func `an amount of time is a duration in its own unit`() throws {
        struct Settings: Decodable { var walk: Duration }
        #expect(try decode(Settings.self).walk == .seconds(300))
    }

    @Test func `amounts come as quantities or numbers`() throws {
        struct AsQuantity: Decodable { var serving: Quantity }
        struct AsNumber: Decodable { var serving: Double }
        #expect(try decode(AsQuantity.self).serving == Quantity(amount: 250, unit: .millilitres))
        #expect(try decode(AsNumber.self).serving == 250)
    }

    @Test func `a volume is no duration`() {
        struct Settings: Decodable { var serving: Duration }
        #expect(throws: DecodingError.self) { try decode(Settings.self) }
    }

    @Test func `words come as enums, times of day and lists`() throws {
        enum Area: String, Decodable { case neck, hips }
        struct Settings: Decodable {
            var at: LocalTime
            var areas: [Area]
            var firm: Bool
            var times: UInt32
            var missing: String?
        }
        let settings = try decode(Settings.self, ["areas": .list(["hips", "neck"])])
        #expect(settings.at.text == "18:00")
        #expect(settings.areas == [.hips, .neck])
        #expect(settings.firm)
        #expect(settings.times == 3)
        #expect(settings.missing == nil)
    }

    @Test func `a word that the enum does not know is an error`() {
        enum Area: String, Decodable { case neck }
        struct Settings: Decodable { var areas: [Area] }
        #expect(throws: DecodingError.self) { try decode(Settings.self, ["areas": .list(["hips"])]) }
    }

    @Test func `an integer that does not fit is an error`() {
        struct Settings: Decodable { var times: UInt8 }
        #expect(throws: DecodingError.self) { try decode(Settings.self, ["times": .integer(300)]) }
    }

    @Test func `a key without a setting is told by name`() {
        struct Settings: Decodable { var colour: String }
        let error = #expect(throws: DecodingError.self) { try decode(Settings.self) }
        #expect(error.map { "\($0)".contains("the manifest declares no setting “colour”") } == true)
    }
}
