/// What the output can show, as a value: rendering is a function of it.
struct Terminal: Sendable, Equatable {
    /// Columns a line may fill.
    var width: Int
    var hasColor: Bool
    /// Whether characters outside ASCII come out as they are meant.
    var hasUnicode: Bool

    /// A pipe in an unknown place.
    static let plain = Terminal(width: 80, hasColor: false, hasUnicode: false)

    /// Text in the characters this terminal has: typographic marks become ASCII ones where it has no others.
    func spelled(_ text: String) -> String {
        guard !hasUnicode, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        return text.reduce(into: "") { $0 += Self.asciiSpelling[$1] ?? String($1) }
    }

    private static let asciiSpelling: [Character: String] = [
        "–": "-", "—": "-", "−": "-", "…": "...", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "·": "-",
        "•": "*", "×": "x", "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "½": "1/2", "°": " deg", "\u{a0}": " ",
        "\u{202f}": " ",
    ]
}

/// When colour is wanted: `--color`.
enum ColorChoice: String, CaseIterable, Sendable {
    case always, auto, never
}

extension Terminal {
    /// What is known about the output before anything is printed.
    struct Surroundings: Sendable {
        var environment: [String: String]
        var isTerminal: Bool
        /// Columns as the terminal driver tells; nil for a pipe.
        var columns: Int?

        init(environment: [String: String], isTerminal: Bool, columns: Int? = nil) {
            self.environment = environment
            self.isTerminal = isTerminal
            self.columns = columns
        }
    }

    /// Narrower than this nothing can be aligned; wider than this the eye loses the line.
    private static let widths = 28...120

    init(_ surroundings: Surroundings, color: ColorChoice) {
        let environment = surroundings.environment
        let asked = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let columns = asked ?? surroundings.columns ?? 80
        width = min(max(columns, Self.widths.lowerBound), Self.widths.upperBound)
        hasUnicode = Self.speaksUTF8(environment)
        hasColor =
            switch color {
            case .always: true
            case .never: false
            // no-color.org: present and not empty.
            case .auto:
                surroundings.isTerminal && environment["NO_COLOR", default: ""].isEmpty
                    && !["", "dumb"].contains(environment["TERM", default: ""])
            }
    }

    /// The first of the locale's variables that says something decides, as in setlocale(3).
    private static func speaksUTF8(_ environment: [String: String]) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        let codeset = locale?.lowercased() ?? ""
        return codeset.contains("utf-8") || codeset.contains("utf8")
    }
}
