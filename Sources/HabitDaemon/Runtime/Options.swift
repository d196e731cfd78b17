internal import HabitKit

/// What was asked for on habitd's command line.
package struct Options: Sendable, Equatable {
    package enum Task: Sendable, Equatable {
        case run
        case checkConfiguration
        case checkPlugin(String)
        case exampleConfiguration
        /// Prints a file of another program as lines that Import takes.
        case readImport(String)
        case restore(String)
        case version
        case help
    }

    package var task: Task = .run
    /// Print the day and each prompt on this terminal.
    package var foreground = false
    /// Tell what a check of a plugin finds as one JSON object.
    package var json = false
    /// What kind of file is read for an import; nil to find out.
    package var importFormat: String?
    /// What habits of that file are called here, `Meditate=stretch`.
    package var importNames: [String] = []
    /// Instead of `$XDG_CONFIG_HOME/habitd`.
    package var configurationDirectory: String?

    package init() {}

    /// Why a command line is not understood, in a sentence.
    package struct Problem: Error, Sendable, Equatable {
        package let message: String
    }

    /// Reads the arguments after the program's name.
    package init(parsing arguments: [String]) throws(Problem) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let (name, attached) = Self.split(argument)
            switch name {
            case "--foreground", "-f": foreground = true
            case "--config": configurationDirectory = try Self.value(of: name, attached, &rest)
            case "--check-config": task = .checkConfiguration
            case "--check-plugin": task = .checkPlugin(try Self.value(of: name, attached, &rest))
            case "--json": json = true
            case "--read-import": task = .readImport(try Self.value(of: name, attached, &rest))
            case "--import-format": importFormat = try Self.value(of: name, attached, &rest)
            case "--import-name": importNames.append(try Self.value(of: name, attached, &rest))
            case "--example-config": task = .exampleConfiguration
            case "--restore": task = .restore(try Self.value(of: name, attached, &rest))
            case "--version", "-V": task = .version
            case "--help", "-h": task = .help
            default:
                throw Problem(
                    message: "habitd knows no “\(SafeText.oneLine(argument))”. habitd --help lists what it knows.")
            }
        }
    }

    private static func split(_ argument: String) -> (name: String, value: String?) {
        guard argument.hasPrefix("--"), let equals = argument.firstIndex(of: "=") else { return (argument, nil) }
        return (String(argument[..<equals]), String(argument[argument.index(after: equals)...]))
    }

    private static func value(
        of name: String, _ attached: String?, _ rest: inout ArraySlice<String>
    ) throws(Problem) -> String {
        if let attached, !attached.isEmpty { return attached }
        guard attached == nil, let next = rest.popFirst(), !next.isEmpty else {
            throw Problem(message: "\(name) needs a path after it.")
        }
        return next
    }

    package static let help = """
        habitd reminds you of small, regular care. habitctl steers it.

        Usage: habitd [--foreground] [--config DIR]
               habitd --check-config [--config DIR]
               habitd --check-plugin FILE [--json]
               habitd --example-config
               habitd --restore FILE
               habitd --read-import FILE [--import-format FORMAT] [--import-name NAME=HABIT]...

          -f, --foreground   print the day and each reminder on this terminal
          --config DIR       read config.toml and config.d/ in DIR
          --check-config     list every problem of the configuration, and end (3 when there is one)
          --check-plugin FILE   put the whole contract to a plugin, and end (3 when it breaks it)
          --json             with --check-plugin: tell it as one JSON object
          --example-config   print every key with its default and what is allowed, and end
          --restore FILE     put a backup in the history's place, and end; the old file is kept beside it
          --read-import FILE   print another tracker's file as habitctl import takes it, and end
          -V, --version      print the version, and end
          -h, --help         print this, and end

        """
}
