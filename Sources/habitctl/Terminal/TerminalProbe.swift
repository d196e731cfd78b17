internal import Glibc

/// Asks the system about standard output.
enum TerminalProbe {
    static func surroundings(environment: [String: String]) -> Terminal.Surroundings {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        return Terminal.Surroundings(
            environment: environment, isTerminal: isTerminal, columns: isTerminal ? columns() : nil)
    }

    private static func columns() -> Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
