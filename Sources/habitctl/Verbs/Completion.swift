internal import ArgumentParser
internal import HabitKit

/// The shells whose completion habitctl knows.
enum CompletionShell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    /// What the shell has to read.
    var script: String {
        let bytes =
            switch self {
            case .bash: PackageResources.habitctl_bash
            case .zsh: PackageResources.habitctl_zsh
            case .fish: PackageResources.habitctl_fish
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Verb {
    struct Completion: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "completion", abstract: "Print what makes the TAB key complete habits, attributes and units.",
            discussion: """
                In ~/.bashrc:                    source <(habitctl completion bash)
                In ~/.zshrc, after compinit:     source <(habitctl completion zsh)
                In ~/.config/fish/config.fish:   habitctl completion fish | source
                """)

        @Argument(help: "bash, zsh or fish.")
        var shell: CompletionShell

        func run() throws {
            try Output.write(Array(shell.script.utf8))
        }
    }

    /// What the scripts call at each TAB.
    struct Complete: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "complete", abstract: "Tell what the last word could be.", shouldDisplay: false)

        @Argument(parsing: .captureForPassthrough)
        var words: [String] = []

        func run() throws {
            let typed = words.first == "--" ? Array(words.dropFirst()) : words
            let word = CompletedWord(words: typed) {
                let reply: Control.HabitsReply? = try? ControlClient().call("Habits")
                return reply?.habits ?? []
            }
            try Output.print(word.candidates().map { SafeText.oneLine($0) })
        }
    }
}
