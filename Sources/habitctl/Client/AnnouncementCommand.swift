// The process's environment is a global variable of C's; this program has one thread.
@preconcurrency internal import Glibc
internal import HabitKit

/// The command of `watch --exec`, started at each announcement and not waited for.
struct AnnouncementCommand {
    private let arguments: [String]
    private var hasToldFailure = false

    init(_ arguments: [String]) {
        self.arguments = arguments
        // Children that end are taken note of by nobody.
        signal(SIGCHLD, SIG_IGN)
    }

    mutating func start(for event: Control.Event) {
        let fields = AnnouncementFields(event)
        for (name, value) in fields.variables { setenv(name, value, 1) }
        let failure = Self.spawn(arguments.map(fields.filled))
        guard failure != 0, !hasToldFailure else { return }
        hasToldFailure = true
        Output.complain("\(arguments.first ?? "") cannot be started: \(String(cString: strerror(failure))).")
    }

    private static func spawn(_ arguments: [String]) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this program ignores must not stay ignored in the command.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        sigaddset(&signals, SIGCHLD)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        return posix_spawnp(&child, words[0] ?? strdup(""), &actions, &attributes, words, environ)
    }
}

/// What an announcement has for a command's arguments and environment.
struct AnnouncementFields: Equatable {
    let title: String
    let message: String
    let habit: String
    let reason: String

    init(_ event: Control.Event) {
        let prompts = event.prompts ?? []
        func joined(_ field: (Control.PlannedPrompt) -> String, _ separator: String) -> String {
            // Neither an argument nor a variable can hold a zero byte.
            prompts.map(field).joined(separator: separator).filter { $0 != "\0" }
        }
        title = joined(\.title, ", ")
        message = joined(\.message, "\n")
        habit = joined(\.habit, ",")
        reason = joined(\.reason, "; ")
    }

    var variables: [(String, String)] {
        [("HABIT_TITLE", title), ("HABIT_MESSAGE", message), ("HABIT_ID", habit), ("HABIT_REASON", reason)]
    }

    /// One pass, so that a title that says `{message}` stays as it is.
    func filled(_ argument: String) -> String {
        let values = [("{title}", title), ("{message}", message), ("{habit}", habit), ("{reason}", reason)]
        var filled = ""
        var rest = argument[...]
        while let brace = rest.firstIndex(of: "{") {
            filled += rest[..<brace]
            rest = rest[brace...]
            if let (name, value) = values.first(where: { rest.hasPrefix($0.0) }) {
                filled += value
                rest = rest.dropFirst(name.count)
            } else {
                filled.append(rest.removeFirst())
            }
        }
        return filled + rest
    }
}
