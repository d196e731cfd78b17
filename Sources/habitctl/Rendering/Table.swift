internal import HabitKit

/// Rows of aligned columns; the last one takes what room is left and is wrapped under itself.
struct Table {
    let terminal: Terminal
    var rows: [[(text: String, role: Role?)]] = []

    /// Whole lines beneath rows, by the row's place.
    private var notes: [Int: [String]] = [:]

    /// Whether the last column is wrapped; what is to be copied whole, a path, is not.
    var isWrapped = true

    init(_ terminal: Terminal) {
        self.terminal = terminal
    }

    /// Texts are made safe and spelled here.
    mutating func add(_ cells: (String, Role?)...) {
        rows.append(cells.map { (terminal.spelled(SafeText.oneLine($0.0)), $0.1) })
    }

    /// Puts lines, ready to be printed, beneath the row that was added last.
    mutating func note(_ lines: [String]) {
        notes[rows.count - 1, default: []] += lines
    }

    var lines: [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<max(0, count - 1)).map { column in
            rows.compactMap { $0.count > column + 1 ? $0[column].text.displayWidth : nil }.max() ?? 0
        }
        return rows.enumerated().flatMap { line($1, widths) + notes[$0, default: []] }
    }

    private func line(_ row: [(text: String, role: Role?)], _ widths: [Int]) -> [String] {
        let paint = Paint(terminal)
        func painted(_ text: String, _ role: Role?) -> String { role.map { paint(text, $0) } ?? text }
        guard let last = row.last else { return [""] }
        let columns = row.dropLast().enumerated().map {
            painted($0.element.text.padded(to: widths[$0.offset]), $0.element.role)
        }
        let head = "  " + columns.map { $0 + "  " }.joined()
        let indent = 2 + widths.prefix(row.count - 1).reduce(0) { $0 + $1 + 2 }
        let pieces = isWrapped ? last.text.wrapped(to: max(16, terminal.width - indent)) : [last.text]
        let blanks = String(repeating: " ", count: indent)
        guard let first = pieces.first else { return [head.withoutTrailingBlanks] }
        return [head + painted(first, last.role)] + pieces.dropFirst().map { blanks + painted($0, last.role) }
    }
}
