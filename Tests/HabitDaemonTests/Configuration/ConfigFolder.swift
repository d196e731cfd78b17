import Foundation
import HabitKit

@testable import HabitDaemon

/// Configuration files of one test, and plugins to be configured.
struct ConfigFolder {
    let folder: StoreFolder
    var directory: String { folder.root }
    var main: String { directory + "/config.toml" }

    init(_ text: String? = nil) throws {
        folder = try StoreFolder()
        if let text { try write("config.toml", text) }
    }

    func write(_ name: String, _ text: String) throws {
        try write(name, Data(text.utf8))
    }

    func write(_ name: String, _ data: Data) throws {
        let path = directory + "/" + name
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try data.write(to: URL(fileURLWithPath: path))
    }

    func load() -> Configuration {
        Configuration(
            ConfigDocument.read(from: [directory]), plugins: Self.plugins, order: ["stretch", "water", "foam-roll"])
    }

    static let plugins: [String: Manifest] = [
        "water": Manifest(
            id: "water", title: "Hydration", summary: "", unit: .millilitres, amounts: 10...3000,
            settings: [
                SettingSpec("target", .quantity(.millilitres, 100...4000), default: .number(1500), "A day's drinks"),
                SettingSpec("serving", .quantity(.millilitres, 50...1000), default: .number(250), "One drink"),
            ]),
        "foam-roll": Manifest(
            id: "foam-roll", title: "Foam rolling", summary: "", unit: .minutes, amounts: 1...120,
            settings: [
                SettingSpec("times", .integer(1...14), default: .integer(3), "A week"),
                SettingSpec("areas", .choices(["thighs", "back"]), default: .list(["back"]), "Where"),
                SettingSpec("at", .time, default: .text("18:00"), "When"),
            ]),
        "stretch": Manifest(
            id: "stretch", title: "Stretching", summary: "", unit: .minutes, amounts: 1...120,
            settings: [SettingSpec("every", .duration(60...86_400), default: .number(5400), "Of activity")]),
    ]
}
