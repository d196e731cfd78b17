internal import Varlink

extension Failure {
    /// The command that starts the daemon, first the one that this machine has use for.
    static func startHints(hasUserManager: Bool = Surroundings.hasUserManager()) -> [String] {
        hasUserManager
            ? ["Start it:  systemctl --user start habitd", "or in a terminal of its own:  habitd --foreground"]
            : [
                "Start it in a terminal of its own:  habitd --foreground",
                "or with systemd:  systemctl --user start habitd",
            ]
    }

    /// No answer came.
    init(_ error: TransportError) {
        switch error {
        case .unreachable(let path, _) where error.isAbsence:
            self.init(.unreachable, "habitd is not running: nobody listens on \(path).", hints: Self.startHints())
        case .closed:
            self.init(
                .unreachable, "habitd ended before it had answered. Look first whether what you asked for was done.",
                hints: Self.startHints())
        case .timedOut:
            self.init(
                .unreachable, "habitd did not answer in time.",
                hints: [
                    Surroundings.hasUserManager()
                        ? "Look what it is doing:  systemctl --user status habitd"
                        : "Look at what it says in the terminal it runs in."
                ])
        case .pathTooLong:
            self.init(.unreachable, error.description, hints: ["XDG_RUNTIME_DIR decides where the socket lies."])
        case .unreachable, .unsupportedAddress, .malformed, .messageTooLarge:
            self.init(.unreachable, error.description)
        }
    }
}

extension TransportError {
    /// No daemon runs, unlike one that does not answer.
    var isAbsence: Bool {
        guard case .unreachable(_, let number) = self else { return false }
        // ENOENT, ECONNREFUSED: no socket, or one that its daemon left behind.
        return [2, 111].contains(number)
    }
}
