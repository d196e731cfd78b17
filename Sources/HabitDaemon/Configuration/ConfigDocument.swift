package import HabitKit

/// What the configuration files say, parsed and put together. What it means depends on which plugins there are, and
/// that may change while the files stay as they are.
package struct ConfigDocument: Sendable {
    let root: [String: ConfigNode]
    /// The files that were read, in order.
    package let files: [String]
    /// Of the files alone, whatever plugins there are.
    package let problems: [Control.ConfigProblem]

    /// Reads `config.toml`, then `config.d/*.toml` by name, in each of `directories`.
    ///
    /// Two files may not say different things of one key.
    package static func read(from directories: [String]) -> ConfigDocument {
        var problems: [Control.ConfigProblem] = []
        var files: [String] = []
        var root: [String: ConfigNode] = [:]
        for path in directories.flatMap({ ConfigFile.paths(in: $0, problems: &problems) }) {
            files.append(path)
            guard let table = ConfigFile.read(path, problems: &problems) else { continue }
            ConfigNode.merge(table, into: &root, path: [], problems: &problems)
        }
        return ConfigDocument(root: root, files: files, problems: problems)
    }
}
