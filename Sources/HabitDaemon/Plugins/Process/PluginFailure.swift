internal import HabitKit

/// Why a plugin's program gave no answer that can be used.
package struct PluginFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable, CaseIterable {
        /// Others could have written its file, or it is no program.
        case untrusted
        /// The system could not start it.
        case notStarted
        /// It ended before it answered.
        case exited
        /// It closed its socket and went on running.
        case closed
        case timedOut
        /// Its answer is longer than allowed.
        case tooLong
        /// What it sent is not a Varlink reply.
        case malformed
        /// It sent something that nobody asked for.
        case unasked
        /// It answered with an error.
        case refused
        /// Its answer does not fit the interface, or breaks a rule.
        case unsound
        /// It is not the plugin it was when it was described.
        case changed
        /// It failed a moment ago and is left alone for now.
        case waiting
        /// It failed again and again and is left alone for longer.
        case stopped
        /// Whoever asked has gone.
        case cancelled
        /// habitd is ending, or the plugin was taken away.
        case closing
    }

    package let code: Code
    /// A part of a sentence, without a full stop: `it did not answer within 2 s`.
    package let message: String
    /// What the program or the system said itself, where it said something: one line, safe to show.
    package let cause: String?

    package init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// Both in one line.
    package var description: String { cause.map { "\(message): \($0)" } ?? message }
}

extension PluginFailure {
    /// The longest piece of a program's own words that is shown.
    private static let wordsLimit = 200

    /// The same with a program's or a file's words, cut to a length that can be read.
    init(_ code: Code, _ message: String, words: String) {
        // Counted as the text is made, not as it is read: any number of accents can stand on one letter.
        let start = words.unicodeScalars.prefix(Self.wordsLimit + 1)
        let cut = start.count > Self.wordsLimit ? String(start.dropLast()) + "…" : String(start)
        self.init(code, message, cause: SafeText.oneLine(cut))
    }

    /// - Parameters:
    ///   - lastWords: the last line of the program's output.
    ///   - wasAsked: whether an answer was still to come.
    init(_ ending: ChildProcess.Ending, lastWords: String?, wasAsked: Bool) {
        let when = wasAsked ? "before it answered" : "after its answer"
        let (code, message): (Code, String) =
            switch ending {
            case .exited(0): (.exited, "it ended \(when)")
            // What the shell says of a program that it cannot execute.
            case .exited(126), .exited(127): (.notStarted, "it could not be started")
            case .exited(let status): (.exited, "it ended with status \(status) \(when)")
            case .killed(let signal): (.exited, "it was ended by signal \(signal) \(when)")
            }
        if let lastWords {
            self.init(code, message, words: lastWords)
        } else {
            self.init(code, message)
        }
    }
}
