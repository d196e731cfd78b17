import Foundation
import HabitEngine
import HabitKit
import Testing

@testable import HabitDaemon

/// A file of `habits.d` for one test.
struct HabitFile {
    let folder: StoreFolder
    let path: String

    init(_ text: String, name: String = "tea.toml") throws {
        try self.init(Data(text.utf8), name: name)
    }

    init(_ data: Data, name: String = "tea.toml") throws {
        folder = try StoreFolder()
        path = folder.root + "/" + name
        try data.write(to: URL(fileURLWithPath: path))
    }

    func read() -> (plugin: DeclarativePlugin?, problems: [Control.ConfigProblem]) {
        withExtendedLifetime(folder) { DeclarativeFile.read(path) }
    }

    /// The plugin that `text` describes; a problem is a failure of the test.
    static func plugin(_ text: String, at location: SourceLocation = #_sourceLocation) throws -> DeclarativePlugin {
        let (plugin, problems) = try HabitFile(text).read()
        return try #require(plugin, "\(problems)", sourceLocation: location)
    }

    /// What `text` says with a title and a message before it.
    static func bound(_ text: String, _ settings: SettingTable = [:]) throws -> BoundHabit {
        try BoundHabit(
            "tea", plugin: plugin("title = \"Tea\"\nmessage = \"A cup of tea?\"\n" + text), settings: settings)
    }

    static func problems(_ text: String) throws -> [Control.ConfigProblem] {
        let (plugin, problems) = try HabitFile(text).read()
        #expect((plugin == nil) == !problems.isEmpty)
        return problems
    }

    /// The example called `name`, as it is shipped.
    static func example(_ name: String) -> String {
        source("Plugins/Examples/\(name)")
    }

    /// A file of the checkout.
    static func source(_ path: String) -> String {
        URL(fileURLWithPath: #filePath).appending(path: "../../../../../\(path)").standardizedFileURL.path
    }

    static let examples = ["leafy-greens.toml", "nuts.toml", "berries.toml", "less-sugar.toml", "eye-rest.toml"]
}

/// `habit` alone in a planner over so many days from Monday 2026-11-23 04:00 UTC, the user there from 08:30 on.
func week(
    _ habit: BoundHabit, days: Int = 7, policy: Policy = Policy(),
    user: (Announcement, Planner) -> [Simulation.Happening] = { _, _ in [] }
) async -> [Announcement] {
    let start = Instant(seconds: 1_795_406_400)
    let planned = PlannedHabit(id: habit.id, title: habit.manifest.title, manifest: habit.manifest)
    let planner = Planner(policy: policy, habits: [planned], zone: .utc, at: start)
    var simulation = Simulation(planner: planner, at: start) { _, moment in try await habit.assess(moment) }
    for day in 0..<days {
        simulation.expect(.init(at: start + .hours(24 * day), .event(.presence(.away))))
        simulation.expect(.init(at: start + .hours(24 * day) + .minutes(270), .event(.presence(.present))))
    }
    return await simulation.run(until: start + .hours(24 * days), user: user)
}

/// `Mon 12:00 the message`, one line a prompt.
func told(_ announcements: [Announcement]) -> [String] {
    announcements.flatMap { announcement in
        announcement.prompts.map { prompt in
            let local = Zone.utc.local(announcement.at)
            return "\(local.date.weekday.key) \(local.time.text) \(prompt.message)"
        }
    }
}
