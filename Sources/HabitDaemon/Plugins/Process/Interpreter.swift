internal import Glibc
internal import HabitKit

/// The program that a script's first line names.
enum Interpreter {
    /// Why the system cannot start the script at `path`; nil when the first line is not to blame.
    static func problem(of path: String) -> String? {
        guard let line = firstLine(of: path), line.hasPrefix("#!") else { return nil }
        if line.hasSuffix("\r") {
            return "its first line ends as lines do on Windows; sed -i 's/\\r$//' \(SafeText.oneLine(path)) mends that"
        }
        let words = line.dropFirst(2).split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard let program = words.first.map(String.init), access(program, X_OK) != 0 else { return nil }
        return "its first line names \(SafeText.oneLine(program)), which is not there or no program"
    }

    private static func firstLine(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        // As much as the kernel looks at.
        var bytes = [UInt8](repeating: 0, count: 255)
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return nil }
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
    }
}
