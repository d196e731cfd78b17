internal import HabitKit

/// Days as cells: weeks across, weekdays down, months on top. What does not fit beside each other follows beneath.
struct YearCalendar {
    let first: LocalDate
    let cells: [DayCell]
    let terminal: Terminal

    init(_ series: Control.DaySeries, terminal: Terminal) {
        first = LocalDate(text: series.first) ?? LocalDate(dayNumber: 0)
        cells = zip(series.states, series.shares).map { DayCell(state: $0, share: $1) }
        self.terminal = terminal
    }

    private static let labelWidth = 7

    /// Columns of a cell: two where a year fits with a gap between its weeks.
    private var cellWidth: Int { terminal.width >= Self.labelWidth + 2 * 53 ? 2 : 1 }

    var lines: [String] {
        guard !cells.isEmpty else { return [] }
        let start = first.startOfWeek
        let last = first.adding(days: cells.count - 1)
        let weeks = last.days(since: start) / 7 + 1
        let fitting = max(4, min(53, (terminal.width - Self.labelWidth) / cellWidth))
        // Counted back from today, so that the latest year is whole.
        let stretches = stride(from: weeks, to: 0, by: -fitting).map { max(0, $0 - fitting)..<$0 }.reversed()
        return stretches.enumerated().flatMap { index, stretch in
            (index == 0 ? [] : [""]) + block(start.adding(days: 7 * stretch.lowerBound), weeks: stretch.count)
        } + [""] + legend
    }

    private func block(_ monday: LocalDate, weeks: Int) -> [String] {
        let paint = Paint(terminal)
        let head = String(repeating: " ", count: Self.labelWidth) + months(monday, weeks: weeks)
        return [paint(head.withoutTrailingBlanks, .dim)]
            + Weekday.allCases.map { weekday in
                let label = "  " + weekday.name.prefix(3) + "  "
                let row = (0..<weeks).map { week in cell(monday.adding(days: 7 * week + weekday.rawValue)) }
                // Nothing is painted behind the last mark.
                let end = row.lastIndex { $0.map { $0.glyph(terminal) != " " } ?? false }
                return paint(label, .dim) + painted(Array(row[..<(end.map { $0 + 1 } ?? 0)]), paint)
            }
    }

    private func months(_ monday: LocalDate, weeks: Int) -> String {
        return WeekColumns(from: monday, through: monday.adding(days: 7 * weeks - 1), width: weeks).axis(
            cellWidth: cellWidth)
    }

    private func cell(_ date: LocalDate) -> DayCell? {
        let place = date.days(since: first)
        return cells.indices.contains(place) ? cells[place] : nil
    }

    /// Neighbours of one colour are painted together.
    private func painted(_ row: [DayCell?], _ paint: Paint) -> String {
        var (text, run, role) = ("", "", Role?.none)
        for cell in row {
            let own = cell?.role
            if own != role {
                text += role.map { paint(run, $0) } ?? run
                (run, role) = ("", own)
            }
            run += (cell?.glyph(terminal) ?? " ") + (cellWidth == 2 ? " " : "")
        }
        run = run.withoutTrailingBlanks
        return text + (role.map { paint(run, $0) } ?? run)
    }

    /// What the cells mean, those that are there, in as many lines as it takes.
    private var legend: [String] {
        let paint = Paint(terminal)
        let present = Set(cells.map(\.state))
        var entries = DayCell.legend.filter { present.contains($0.cell.state) }.map { entry in
            (mark: entry.cell.glyph(terminal), words: entry.words, role: Optional(entry.cell.role))
        }
        if present.contains("u") { entries.append((mark: "blank", words: "unknown", role: nil)) }
        var (lines, width) = ([String](), 0)
        for entry in entries {
            let text = (entry.role.map { paint(entry.mark, $0) } ?? entry.mark) + " " + entry.words
            let own = entry.mark.displayWidth + 1 + entry.words.displayWidth
            if let last = lines.last, width + 3 + own <= terminal.width {
                lines[lines.count - 1] = last + "   " + text
                width += 3 + own
            } else {
                lines.append("  " + text)
                width = 2 + own
            }
        }
        return lines
    }
}

/// One day's mark and colour.
struct DayCell: Sendable, Equatable {
    /// The letter of a series.
    let state: Character
    /// A digit for tenths of the goal, `+` for all of it.
    let share: Character

    func glyph(_ terminal: Terminal) -> String {
        let (unicode, ascii) =
            switch state {
            case "d": ("█", "#")
            case "g": ("■", "%")
            case "p": partly
            case "c": ("─", "-")
            case "r": ("~", "~")
            case "s": ("/", "/")
            case "m": ("·", ".")
            case "o": ("○", "o")
            default: (" ", " ")
            }
        return terminal.hasUnicode ? unicode : ascii
    }

    /// A third of the goal, two thirds, and more that is less than all.
    private var partly: (String, String) {
        switch share.wholeNumberValue ?? 0 {
        case 0...3: ("░", ":")
        case 4...6: ("▒", "+")
        default: ("▓", "*")
        }
    }

    var role: Role {
        switch state {
        case "d", "g": .done
        case "p": .upcoming
        case "r": .resting
        case "o": .due
        default: .dim
        }
    }

    static let legend: [(cell: DayCell, words: String)] = [
        (DayCell(state: "d", share: "+"), "done"), (DayCell(state: "g", share: "+"), "gentle"),
        (DayCell(state: "p", share: "5"), "partly"), (DayCell(state: "c", share: "0"), "not needed"),
        (DayCell(state: "r", share: "0"), "rest"), (DayCell(state: "s", share: "0"), "skipped"),
        (DayCell(state: "m", share: "0"), "missed"), (DayCell(state: "o", share: "0"), "today"),
    ]
}
