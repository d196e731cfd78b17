internal import Varlink

extension Failure {
    /// The command that starts the daemon, and the one for a machine without a user manager.
    static let startHints = [
        "Start it:  systemctl --user start habitd", "or in a terminal of its own:  habitd --foreground",
    ]

    /// No answer came.
    init(_ error: TransportError) {
        switch error {
        case .unreachable(let path, _) where Self.isAbsent(error):
            self.init(.unreachable, "habitd is not running: nobody listens on \(path).", hints: Self.startHints)
        case .closed:
            self.init(
                .unreachable, "habitd ended before it had answered. Look first whether what you asked for was done.",
                hints: Self.startHints)
        case .timedOut:
            self.init(
                .unreachable, "habitd did not answer in time.",
                hints: ["Look what it is doing:  systemctl --user status habitd"])
        case .pathTooLong:
            self.init(.unreachable, error.description, hints: ["XDG_RUNTIME_DIR decides where the socket lies."])
        case .unreachable, .unsupportedAddress, .malformed, .messageTooLarge:
            self.init(.unreachable, error.description)
        }
    }

    private static func isAbsent(_ error: TransportError) -> Bool {
        guard case .unreachable(_, let number) = error else { return false }
        // ENOENT, ECONNREFUSED: no socket, or one that its daemon left behind.
        return [2, 111].contains(number)
    }
}
