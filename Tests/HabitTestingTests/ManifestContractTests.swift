import HabitKit
import HabitTesting
import Testing

/// Each break of a manifest is found and told alone.
@Suite struct ManifestContractTests {
    struct Break: Sendable, CustomTestStringConvertible {
        var expected: String
        var change: @Sendable (inout Manifest) -> Void
        var testDescription: String { expected }

        init(_ expected: String, _ change: @escaping @Sendable (inout Manifest) -> Void) {
            self.expected = expected
            self.change = change
        }
    }

    static let breaks = [
        Break("id: “Foam Roll” must be lower-case letters, digits and hyphens, 1 to 64 of them") {
            $0.id = "Foam Roll"
        },
        Break("id: “../x” must be lower-case letters, digits and hyphens, 1 to 64 of them") { $0.id = "../x" },
        Break("id: “a_b” must be lower-case letters, digits and hyphens, 1 to 64 of them") { $0.id = "a_b" },
        Break("title: one line of 1 to 60 characters is wanted") { $0.title = "" },
        Break("title: one line of 1 to 60 characters is wanted") { $0.title = "Two\nlines" },
        Break("summary: one line of 1 to 200 characters is wanted") { $0.summary = "\u{1B}[31mred" },
        Break("needs.historyDays: 500 is outside 0 – 400") { $0.needs.historyDays = 500 },
        Break("amounts: the range must be finite and not negative") { $0.amounts = 1...Double.infinity },
        Break("amounts: the range must be finite and not negative") { $0.amounts = -1...5 },
        Break("usualAmount: 99.0 must be above 0 and within amounts") { $0.usualAmount = 99 },
        Break("settings.every: declared twice") { $0.settings.append($0.settings[0]) },
        Break("settings.every: the default 30s is outside 1min – 8h") { $0.settings[0].defaultValue = .number(30) },
        Break("settings.every: the default soon is outside 1min – 8h") { $0.settings[0].defaultValue = .text("soon") },
        Break("settings.every: a range of durations must lie within 0 and 400 days") {
            $0.settings[0].kind = .duration(0...Double.infinity)
        },
        Break("settings.every: a range must lie within −1e9 and 1e9") { $0.settings[0].kind = .integer(0...Int.max) },
        Break("settings.every: a range of amounts must lie within 0 and 1e9") {
            $0.settings[0].kind = .quantity(.litres, -1...4)
        },
        Break("settings.every: a text is limited to 1 – 10000 characters") { $0.settings[0].kind = .text(Int.max) },
        Break("settings.every: there is no word to choose") { $0.settings[0].kind = .choices([]) },
        Break("settings.title: the key is taken by habitd itself") { $0.settings[0].key = "title" },
        Break("settings.Every: a key is lower-case letters, digits, - and _") { $0.settings[0].key = "Every" },
        Break("settings.every: a summary of one line is wanted") { $0.settings[0].summary = "" },
        Break("attributes.area: declared twice") { $0.attributes.append($0.attributes[0]) },
        Break("attributes.area: there is no word to choose") { $0.attributes[0].kind = .choice([]) },
        Break("attributes.area: “neck” stands twice") { $0.attributes[0].kind = .choice(["neck", "neck"]) },
        Break("attributes.area: “Neck” is not lower-case letters, digits, - and _") {
            $0.attributes[0].kind = .choice(["Neck"])
        },
        Break("routines.short: declared twice") { $0.routines.append($0.routines[0]) },
        Break("routines.short: it has no steps") { $0.routines[0].steps = [] },
        Break("routines.short, step 1: a hold must be 0 – 3600 seconds") { $0.routines[0].steps[0].holdSeconds = -1 },
        Break("routines.short, step 1: repetitions must be 1 – 100") { $0.routines[0].steps[0].repetitions = 0 },
        Break("routines.short, step 1: one line of instruction is wanted") {
            $0.routines[0].steps[0].instruction = "a\nb"
        },
        Break("routines.Long one: an id is lower-case letters, digits and hyphens") { $0.routines[0].id = "Long one" },
    ]

    @Test(arguments: breaks)
    func `a break of the manifest is told, and nothing else`(broken: Break) async {
        #expect(await PluginContract.violations(of: Sample.declaring(broken.change)) == [broken.expected])
    }

    @Test func `a manifest that changes is told`() async {
        struct Fickle: HabitPlugin {
            struct Settings: Codable, Sendable {}
            var manifest: Manifest {
                var manifest = Sample.soundManifest
                manifest.settings = []
                manifest.title = String(UInt64.random(in: .min ... .max))
                return manifest
            }
            func assess(_ moment: Moment, settings: Settings) -> Assessment {
                Assessment(state: .upcoming, reason: "nothing")
            }
        }
        let found = await PluginContract.violations(of: Fickle())
        #expect(found == ["manifest: it changes from one reading to the next"])
    }

    @Test func `settings that the plugin cannot read are told`() async {
        let found = await PluginContract.violations(of: Sample.declaring { $0.settings[0].key = "interval" })
        #expect(found.contains { $0.contains("the manifest declares no setting “every”") }, "\(found)")
    }
}
