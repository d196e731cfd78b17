package import HabitKit

/// Everything that can be set, for `config check` and the README.
package enum ConfigurationReference {
    /// One key.
    package struct Key: Sendable, Equatable {
        /// `reminders.snooze`.
        package let path: String
        package let summary: String
        /// The default as TOML writes it; for a key that follows another unless it is set, what it follows by default.
        package let defaultText: String
        package let allowed: String
    }

    /// The keys of `[day]`, `[reminders]` and of the plugins' habits, in the order they are read.
    package static func keys(plugins: [Manifest]) -> [Key] {
        [key("day", DaySection.starts, allowed: DaySection.startsAllowed)]
            + DaySection.hours.map { hours in
                Key(
                    path: "day.\(hours.key)", summary: hours.summary, defaultText: "\"08:30-22:00\"",
                    allowed: ActiveHoursText.allowed)
            }
            + DaySection.pain.map { key("day", $0) }
            + [
                Key(
                    path: "reminders.run", summary: "A command for each announcement", defaultText: "[]",
                    allowed: RemindersSection.runAllowed)
            ]
            + RemindersSection.specs.map { key("reminders", $0) }
            + plugins.flatMap { manifest in
                var title = HabitsSection.title
                title.defaultValue = .text(manifest.title)
                return ([title, HabitsSection.enabled, HabitsSection.isPrivate] + manifest.settings)
                    .map { key("habits.\(manifest.id)", $0) }
            }
    }

    /// A configuration file that says what holds anyway, each key with what is allowed, ready to be changed.
    package static func text(plugins: [Manifest]) -> String {
        var lines: [String] = []
        var section = ""
        for key in keys(plugins: plugins) {
            guard let dot = key.path.lastIndex(of: ".") else { continue }
            let table = String(key.path[..<dot])
            if table != section {
                if !section.isEmpty { lines.append("") }
                lines.append("[\(table)]")
                section = table
            }
            lines.append("# \(key.summary): \(key.allowed)")
            let name = key.path[key.path.index(after: dot)...]
            lines.append("# \(name) = \(key.defaultText)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func key(_ table: String, _ spec: SettingSpec, allowed: String? = nil) -> Key {
        Key(
            path: "\(table).\(spec.key)", summary: spec.summary, defaultText: toml(spec),
            allowed: allowed ?? spec.allowed)
    }

    private static func toml(_ spec: SettingSpec) -> String {
        switch spec.defaultValue {
        case .integer, .boolean: spec.defaultText
        case .list(let words): "[\(words.map { "\"\($0)\"" }.joined(separator: ", "))]"
        case .text(let text): "\"\(text)\""
        case .number: "\"\(spec.defaultText)\""
        }
    }
}
