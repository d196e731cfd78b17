internal import ArgumentParser

extension Verb.Plugin {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "Put the whole contract to a plugin; habitd need not run.",
            discussion: """
                FILE is a program, or a declarative habit, whose name ends in .toml. Each promise is told with how to mend
                it where it is broken, and how long the answers took. Ends with 0 when all is well, else with 3.
                """)

        @Argument(help: "The plugin's file.")
        var file: String

        @Flag(help: "Print what was found as JSON.")
        var json = false

        func run() throws {
            // A name that begins with a dash is a file all the same.
            try Companion.become(["--check-plugin=\(file)"] + (json ? ["--json"] : []))
        }
    }
}
