/// The letters of an interface's text: names, signs, white space and comments, with the line count.
struct InterfaceScanner {
    private let text: [UInt8]
    private let dialect: VarlinkInterface.Dialect
    private var position = 0
    private(set) var line = 1

    init(_ text: String, dialect: VarlinkInterface.Dialect) {
        self.text = Array(text.utf8)
        self.dialect = dialect
    }

    var isAtEnd: Bool { position == text.count }

    func fail(_ problem: String) -> InterfaceSyntaxError {
        InterfaceSyntaxError(line: line, problem: problem)
    }

    private var current: UInt8? { position < text.count ? text[position] : nil }

    /// What stands here, for a message.
    var found: String {
        guard let current else { return "the end of the text" }
        if current == UInt8(ascii: "\n") { return "the end of the line" }
        let word = text[position...].prefix { Self.isWord($0) }
        return "'\(String(decoding: word.isEmpty ? text[position...].prefix(1) : word, as: UTF8.self))'"
    }

    /// Skips blanks and comments. With `acrossLines` false it stays on the line.
    mutating func skipBlanks(acrossLines: Bool = true) {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                position += 1
            case UInt8(ascii: "\r") where dialect == .full:
                position += 1
            case UInt8(ascii: "#"):
                position = text[position...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
            case UInt8(ascii: "\n") where acrossLines:
                position += 1
                line += 1
            default:
                return
            }
        }
    }

    /// Takes a sign such as `(` or `->`, after blanks, if it comes next.
    mutating func take(_ sign: String) -> Bool {
        skipBlanks()
        guard text[position...].starts(with: sign.utf8) else { return false }
        position += sign.utf8.count
        return true
    }

    mutating func expect(_ sign: String) throws(InterfaceSyntaxError) {
        guard take(sign) else { throw fail("expected '\(sign)', found \(found)") }
    }

    /// Takes the letters, digits and `_` that stand here. Which of them a name may hold, its reader checks.
    mutating func word(_ what: String) throws(InterfaceSyntaxError) -> String {
        try run(what, Self.isWord)
    }

    /// Takes the same with `.` and `-`, which only an interface's name may hold.
    mutating func dottedWord(_ what: String) throws(InterfaceSyntaxError) -> String {
        try run(what) { Self.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private mutating func run(_ what: String, _ belongs: (UInt8) -> Bool) throws(InterfaceSyntaxError) -> String {
        skipBlanks()
        let word = text[position...].prefix(while: belongs)
        guard !word.isEmpty else { throw fail("expected \(what), found \(found)") }
        position = word.endIndex
        return String(decoding: word, as: UTF8.self)
    }

    /// A declaration ends with its line.
    mutating func endLine() throws(InterfaceSyntaxError) {
        skipBlanks(acrossLines: false)
        guard isAtEnd || current == UInt8(ascii: "\n") else {
            throw fail("expected the end of the line, found \(found)")
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
