/// How habitd ends; the same numbers as habitctl's.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// Something it needs went away while it ran.
    case failure = 1
    case usage = 2
    /// The history, the configuration or a directory.
    case data = 3
}

/// Why habitd cannot start: one message a person can act on.
package struct StartError: Error, Sendable, CustomStringConvertible {
    package let status: ExitStatus
    package let message: String

    package init(_ message: String, status: ExitStatus = .data) {
        self.status = status
        self.message = message
    }

    package var description: String { message }
}
