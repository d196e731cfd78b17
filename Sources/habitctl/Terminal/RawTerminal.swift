internal import Glibc

/// The terminal, key by key. It is put back as it was however this ends: at the end of `reading`, and when the program is
/// ended by a signal.
enum RawTerminal {
    /// A key, as far as anyone here cares.
    enum Key: Equatable {
        case character(Character)
        case enter, escape, backspace
        /// Control-C, Control-D, or no more input.
        case end
        /// An arrow, a function key.
        case other
    }

    /// Whether a person sits at both ends: at the keyboard, and where questions are shown.
    static var isAtHand: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Without echo and line editing while `body` runs.
    static func reading<T>(_ body: () throws -> T) throws -> T {
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return try body() }
        var raw = before
        // Output keeps its line ends: only what is typed comes as it is.
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        withUnsafeMutableBytes(of: &raw.c_cc) { characters in
            characters[Int(VMIN)] = 1
            characters[Int(VTIME)] = 0
        }
        for number in endings { signal(number, restoreAndEnd) }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        defer {
            tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
            for number in endings { signal(number, SIG_DFL) }
        }
        return try body()
    }

    /// As the terminal was. habitctl has one thread, and its signals read this only once their handlers are set, after it
    /// was written; while they are set nothing writes it.
    nonisolated(unsafe) private static var before = termios()
    private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    private static let restoreAndEnd: @convention(c) (Int32) -> Void = { number in
        tcsetattr(STDIN_FILENO, TCSADRAIN, &RawTerminal.before)
        signal(number, SIG_DFL)
        raise(number)
    }

    static func key() -> Key {
        guard let byte = byte() else { return .end }
        switch byte {
        case 0x03, 0x04: return .end
        case 0x0a, 0x0d: return .enter
        case 0x7f, 0x08: return .backspace
        case 0x1b: return sequence() ? .other : .escape
        case 0x20..<0x7f: return .character(Character(UnicodeScalar(byte)))
        default: return .other
        }
    }

    /// Whether more follows an escape at once, which is then read to its end: a key that types several bytes.
    private static func sequence() -> Bool {
        var isSequence = false
        var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while poll(&entry, 1, 20) == 1, let byte = byte() {
            isSequence = true
            if (0x40...0x7e).contains(byte), byte != UInt8(ascii: "["), byte != UInt8(ascii: "O") { break }
        }
        return isSequence
    }

    private static func byte() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            return count == 1 ? byte : nil
        }
    }
}
