package import HabitKit

/// Reads a declarative habit as a plugin like any other.
package enum DeclarationReader {
    /// Never both: what the file holds, or all that is wrong with it.
    @Sendable package static func read(
        _ path: String
    ) -> (plugin: (any HabitPlugin)?, problems: [Control.ConfigProblem]) {
        let found = DeclarativeFile.read(path)
        return (found.plugin, found.problems)
    }
}
