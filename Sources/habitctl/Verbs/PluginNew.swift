internal import ArgumentParser

extension Verb.Plugin {
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new", abstract: "Write a plugin that works, and its test, to be made your own.",
            usage: "habitctl plugin new NAME --language toml|python|shell|swift [--directory DIR]",
            discussion: """
                habitctl plugin new deep-work --language python

                toml needs no code; python and shell need nothing but what Debian has; swift needs Swift 6.2 or newer.
                Nothing is ever overwritten.
                """)

        @Argument(help: "Its id: lower-case letters, digits and hyphens.")
        var name: String

        @Option(help: "toml, python, shell or swift.")
        var language: Scaffold.Language

        @Option(help: "Where to write it.")
        var directory = "."

        func run() throws {
            let scaffold = try Scaffold(PluginName(name), language) { () throws(Failure) in try HabitKitSource.find() }
            try scaffold.write(into: directory)
            try Output.print(lines(scaffold))
        }

        private func lines(_ scaffold: Scaffold) -> [String] {
            let written = scaffold.files.map { directory == "." ? $0.path : "\(directory)/\($0.path)" }
            let width = scaffold.next.map(\.command.count).max() ?? 0
            let steps = scaffold.next.map { step in
                // A long command has what it does below it.
                step.command.count > 44
                    ? "  \(step.command)\n      \(step.does)"
                    : "  \(step.command.padded(to: min(width, 44)))  \(step.does)"
            }
            return ["Wrote \(written.joined(separator: ", ")).", "", "Next:"] + steps
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
