/// Where plugins are looked for, in this order; nothing outside these folders is run.
package struct PluginFolders: Sendable, Equatable {
    /// Programs lie in these.
    package var programs: [String]
    /// Declarative habits lie in these.
    package var declarations: [String]

    /// A folder that is named twice is looked at once.
    package init(programs: [String], declarations: [String]) {
        self.programs = Self.once(programs)
        self.declarations = Self.once(declarations)
    }

    /// The user's own before what the administrator and the distribution put in place for everyone.
    package init(_ paths: DaemonPaths) {
        self.init(
            programs: [paths.data + "/plugins", "/usr/local/lib/habitd/plugins", "/usr/lib/habitd/plugins"],
            declarations: (paths.configuration.map { [$0 + "/habits.d"] } ?? []) + ["/usr/share/habitd/habits.d"])
    }

    package var all: [String] { Self.once(programs + declarations) }

    private static func once(_ folders: [String]) -> [String] {
        var seen: Set<String> = []
        return folders.filter { seen.insert($0).inserted }
    }
}
