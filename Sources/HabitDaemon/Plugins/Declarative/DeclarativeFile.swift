package import HabitKit

/// A file of `habits.d`: one habit, without a line of code.
package enum DeclarativeFile {
    /// The habit that the file at `path` describes, or all that is wrong with it; never both.
    ///
    /// Whether the file may be trusted at all is not looked at here: see ``PluginTrust``.
    package static func read(_ path: String) -> (plugin: DeclarativePlugin?, problems: [Control.ConfigProblem]) {
        var problems: [Control.ConfigProblem] = []
        let id = PluginID.named(by: path)
        guard PluginID.isValid(id) else {
            let shown = SafeText.oneLine(String(id.prefix(64)))
            return (nil, [.init(file: path, key: "", problem: "“\(shown)” is no name for a habit", allowed: idAllowed)])
        }
        guard let table = ConfigFile.read(path, isTrusted: true, problems: &problems) else { return (nil, problems) }
        var reader = HabitFileReader(file: path, id: id)
        let declaration = reader.declaration(table)
        guard let declaration, reader.values.problems.isEmpty else { return (nil, reader.shownProblems) }
        let plugin = DeclarativePlugin(declaration)
        // What the reader lets through must be sound; if it is not, it is told rather than run.
        problems = plugin.manifest.violations.map { .init(file: path, key: "", problem: $0, allowed: nil) }
        return problems.isEmpty ? (plugin, []) : (nil, problems)
    }

    private static let idAllowed = "a–z, 0–9 and “-” before the first dot, as in leafy-greens.toml"
}
