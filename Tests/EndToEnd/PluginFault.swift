import Testing

/// What a plugin's program can do wrong, and what is told of it.
struct PluginFault: Sendable, CustomTestStringConvertible {
    /// The function of `faulty.py`.
    let name: String
    /// What `habitctl` and `habitctl plugin list` show once each.
    let told: String

    var testDescription: String { name.replacing("-", with: " ") }

    init(_ name: String, told: String) {
        (self.name, self.told) = (name, told)
    }

    /// How a program ends or goes on when it should not.
    static let processes = [
        PluginFault("exits-at-once", told: "it ended before it answered"),
        PluginFault("exits-with-words", told: #"it ended with status 3 before it answered: \u{1b}[31mno\u{202e} luck"#),
        PluginFault("exits-mid-call", told: "it ended before it answered"),
        PluginFault("is-killed", told: "it was ended by signal 9 before it answered"),
        PluginFault("hangs", told: "it did not answer within 2 s"),
        PluginFault("hangs-at-start", told: "it did not answer within 2 s"),
        PluginFault("never-reads", told: "it did not answer within 2 s"),
        PluginFault("stops", told: "it did not answer within 2 s"),
        PluginFault("spins", told: "it did not answer within 2 s"),
        PluginFault("closes-its-socket", told: "it closed its socket and went on running"),
        PluginFault("forks-and-exits", told: "it ended before it answered"),
        PluginFault("eats-memory", told: "MemoryError"),
        PluginFault("fills-the-disk", told: "File too large"),
        PluginFault("opens-too-many-files", told: "Too many open files"),
    ]

    /// What cannot be read.
    static let wire = [
        PluginFault("answers-late", told: "it did not answer within 2 s"),
        PluginFault("answers-twice", told: "it answered twice"),
        PluginFault("answers-another-method", told: "its answer is not one to Assess"),
        PluginFault("answers-with-an-error", told: #"with an error: the \u{1b}[31mweather\u{1b}[0m is"#),
        PluginFault("answers-with-a-long-error", told: "it answered with an error"),
        PluginFault("sends-garbage", told: "its answer is malformed"),
        PluginFault("sends-half-a-message", told: "it ended in the middle of its answer"),
        PluginFault("sends-no-end", told: "it did not answer within 2 s"),
        PluginFault("sends-a-byte-at-a-time", told: "it did not answer within 2 s"),
        PluginFault("sends-an-empty-message", told: "its answer is malformed"),
        PluginFault("sends-no-text", told: "its answer is malformed"),
        PluginFault("sends-too-much", told: "its answer is longer than 1 MiB"),
        PluginFault("no-number", told: "its answer is malformed"),
        PluginFault("no-end-of-numbers", told: "progress.done"),
        PluginFault("many-prompts", told: "assessment.prompt: an object is expected"),
        PluginFault("a-million-prompts", told: "its answer is longer than 1 MiB"),
    ]

    /// What can be read, and breaks a rule.
    static let rules = [
        PluginFault("changes-its-manifest", told: "it changed its manifest between two calls"),
        PluginFault("another-id", told: "“ears”"),
        PluginFault("prompt-two-years-ahead", told: "prompt.due: more than 400 days ahead"),
        PluginFault("a-long-title", told: "title: one line of 1 to 60 characters is wanted"),
        PluginFault("a-title-of-one-letter", told: "title: one line of 1 to 60 characters is wanted"),
        PluginFault("escapes-in-its-title", told: "title: one line of 1 to 60 characters is wanted"),
        PluginFault("escapes-in-its-message", told: "prompt.message: one line of 1 to 200 characters is wanted"),
    ]
}

/// What may lie in the place of a plugin's program, and what is told of it.
struct FileFault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Shell commands that put it there: `$1` is the place, `$2` a sound program outside the folder.
    let breaking: String
    /// Shell commands that mend it.
    let mending: String
    let told: String

    init(_ description: String, _ breaking: String, mending: String, told: String) {
        (testDescription, self.breaking, self.mending, self.told) = (description, breaking, mending, told)
    }

    static let all = [
        FileFault(
            "a directory", "mkdir \"$1\"", mending: "rmdir \"$1\" && mv \"$2\" \"$1\"",
            told: "it is a directory, not a program"),
        FileFault(
            "a dangling link", "ln -s nowhere \"$1\"", mending: "mv -T \"$2\" \"$1\"", told: "which is not there"),
        FileFault(
            "a link to itself", "ln -s eyes.py \"$1\"", mending: "ln -sf \"$2\" \"$1\"",
            told: "it is a link that leads back to itself"),
        FileFault("a pipe", "mkfifo -m 755 \"$1\"", mending: "mv \"$2\" \"$1\"", told: "it is not a regular file"),
        FileFault(
            "not executable", "mv \"$2\" \"$1\" && chmod 644 \"$1\"", mending: "chmod 755 \"$1\"",
            told: "it is not executable; chmod +x"),
        FileFault(
            "writable for others", "mv \"$2\" \"$1\" && chmod 757 \"$1\"", mending: "chmod 755 \"$1\"",
            told: "others can write to it; chmod go-w"),
        FileFault(
            "in a folder writable for others", "mv \"$2\" \"$1\" && chmod 777 \"${1%/*}\"",
            mending: "chmod 700 \"${1%/*}\"", told: "others can write to the folder"),
        FileFault(
            "without an interpreter", "echo '#!/nowhere/python' >\"$1\" && chmod 755 \"$1\"",
            mending: "mv \"$2\" \"$1\"", told: "its first line names /nowhere/python, which is not there"),
        FileFault(
            // The same bytes each time: some random ones are a program to a shell.
            "not a program", "printf '\\177ELF and no more\\n' >\"$1\" && chmod 755 \"$1\"",
            mending: "mv \"$2\" \"$1\"",
            told: "it could not be started"),
        FileFault(
            "empty", ": >\"$1\" && chmod 755 \"$1\"", mending: "mv \"$2\" \"$1\"", told: "it ended before it answered"),
    ]
}
