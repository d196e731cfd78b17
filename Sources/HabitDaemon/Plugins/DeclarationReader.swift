package import HabitKit

/// Reads a declarative habit.
package enum DeclarationReader {
    /// Never both: what the file holds, or all that is wrong with it.
    @Sendable package static func read(
        _ path: String
    ) -> (plugin: (any HabitPlugin)?, problems: [Control.ConfigProblem]) {
        (nil, [.init(file: path, key: "", problem: "TOML habits are not known yet", allowed: nil)])
    }
}
