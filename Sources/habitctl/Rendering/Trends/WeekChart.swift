/// Ratings from 0 to 10 over weeks as a small filled chart with an axis.
struct WeekChart {
    let values: [Double?]
    let terminal: Terminal
    let role: Role

    /// Rows of the chart: an eighth of a row is a third of a point.
    private static let rows = 4
    private static let top = 10.0
    /// The axis and what stands before it.
    static let labelWidth = 7

    var lines: [String] {
        let paint = Paint(terminal)
        return (0..<Self.rows).map { row in
            let label = row == 0 ? "10" : row == Self.rows - 1 ? "0" : row == Self.rows / 2 ? "5" : ""
            let axis = terminal.hasUnicode ? (label.isEmpty ? "│" : "┤") : (label.isEmpty ? "|" : "+")
            let head = label.padded(to: Self.labelWidth - 2, atRight: true) + " " + axis
            let bars = values.map { bar($0, above: Self.rows - 1 - row) }.joined()
            return paint(head, .dim) + paint(bars.withoutTrailingBlanks, role)
        }
    }

    /// The part of a value's bar that lies in a row, counted from below.
    private func bar(_ value: Double?, above rows: Int) -> String {
        guard let value else { return " " }
        let height = min(max(value, 0), Self.top) / Self.top * Double(Self.rows)
        // What was told shows, be it 0.
        let part = max(height - Double(rows), rows == 0 ? 0.125 : 0)
        if terminal.hasUnicode {
            let eighths = Int((part * 8).rounded())
            return eighths <= 0 ? " " : eighths >= 8 ? "█" : Self.eighths[eighths - 1]
        }
        return part >= 0.75 ? "#" : part >= 0.4 ? ":" : part >= 0.1 ? "." : " "
    }

    private static let eighths = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
}
