internal import ArgumentParser
internal import Glibc
internal import Varlink

@main
enum Program {
    static func main() {
        // A reader that is gone is found out by the write that fails.
        signal(SIGPIPE, SIG_IGN)
        Output.holdStandardPlaces()
        exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    private static func run(_ words: [String]) -> Ending {
        do {
            // The two calls that are made all day cost no parser.
            if CommandLineWords.isRawStatus(words) {
                try Verb.Status.show(json: true)
            } else if words.isEmpty || words == ["status"] {
                try Verb.Status.show()
            } else {
                try parse(words)
            }
            return .success
        } catch {
            return tell(error, words)
        }
    }

    private static func parse(_ words: [String]) throws {
        let ordered = CommandLineWords.ordered(words)
        if let failure = CommandLineWords.unknownVerb(ordered, verbs: Root.verbs.keys + ["help"]) { throw failure }
        if let failure = CommandLineWords.misread(ordered) { throw failure }
        var command = try Root.command(for: ordered)
        try command.run()
    }

    /// Everything that can go wrong becomes a line on standard error and an exit code here, and only here.
    private static func tell(_ error: any Error, _ words: [String] = []) -> Ending {
        switch error {
        case is Output.ReaderGone: return .success
        case let error as Output.Refused:
            return tell(Failure(.data, "The output cannot be written: \(String(cString: strerror(error.errno)))."))
        case let error as TransportError: return tell(Failure(error))
        case let error as VarlinkError:
            let verb = CommandLineWords.ordered(words).first ?? ""
            return tell(Failure(error, isRecording: ["done", "log", "skip", "check-in"].contains(verb)))
        case let error as Failure:
            Output.complain(error.text(Surroundings.terminal(.never)))
            return error.status
        case let error as DecodingError:
            return tell(
                Failure(
                    .data, "habitd's answer cannot be read: \(error)",
                    hints: ["habitd and habitctl may be of different versions:  habitctl version"]))
        default: return tellUsage(error)
        }
    }

    /// What the parser has to say: help that was asked for, or what was wrong with the words.
    private static func tellUsage(_ error: any Error) -> Ending {
        let code = Root.exitCode(for: error)
        let message = Root.fullMessage(for: error)
        if code == .success {
            do { try Output.print(message) } catch { return tell(error) }
            return .success
        }
        if code == ExitCode(1) { return .nothing }
        Output.complain(message)
        return .usage
    }
}
