/// A bar of `width` cells, filled to an eighth of a cell where the terminal has the blocks for it.
struct ProgressBar: Sendable, Equatable {
    var filled: String
    var empty: String

    init(fraction: Double, width: Int, terminal: Terminal) {
        let fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
        let steps = terminal.hasUnicode ? 8 : 1
        var parts = Int((fraction * Double(width * steps)).rounded())
        // What was begun shows, and what is not finished has a gap.
        if fraction > 0 { parts = max(parts, 1) }
        if fraction < 1 { parts = min(parts, width * steps - 1) }
        let whole = parts / steps
        let rest = parts % steps
        filled = String(repeating: terminal.hasUnicode ? "█" : "#", count: whole)
        if rest > 0 { filled += Self.eighths[rest - 1] }
        empty = String(repeating: terminal.hasUnicode ? "░" : "-", count: width - whole - (rest > 0 ? 1 : 0))
    }

    private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
