internal import ArgumentParser
internal import Varlink

extension Verb {
    struct Config: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "config", abstract: "Check the configuration, tell where it lies, or print an example.",
            subcommands: [Check.self, Path.self, Example.self])

        struct Check: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "check", abstract: "List every mistake in the configuration; habitd need not run.")

            func run() throws {
                try Companion.become(["--check-config"])
            }
        }

        struct Example: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "example",
                abstract: "Print every key with its default and what is allowed, ready to be changed.")

            func run() throws {
                try Companion.become(["--example-config"])
            }
        }

        struct Path: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "path", abstract: "Where the configuration lies.")

            @OptionGroup var output: OutputOptions

            func run() throws {
                let path = try Config.path(Surroundings.environment(["XDG_CONFIG_HOME", "HOME"]))
                guard output.json else { return try Output.print(path) }
                var bytes = Array("{\"path\":".utf8)
                JSONText.append(path, to: &bytes)
                try Output.write(bytes + Array("}\n".utf8))
            }
        }

        /// The XDG rule; a relative directory counts as unset, as the specification asks.
        static func path(_ environment: [String: String]) throws(Failure) -> String {
            if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
                return folder + "/habitd/config.toml"
            }
            guard let home = environment["HOME"], home.hasPrefix("/") else {
                throw Failure(.data, "Neither XDG_CONFIG_HOME nor HOME says where the configuration lies.")
            }
            return home + "/.config/habitd/config.toml"
        }
    }
}
