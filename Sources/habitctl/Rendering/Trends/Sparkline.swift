internal import HabitKit

/// Values as a line of small bars, one column each; what is not known is left blank.
struct Sparkline: Sendable, Equatable {
    let text: String

    /// - Parameter values: 0 … 1; what lies outside is drawn at the edge.
    init(_ values: [Double?], terminal: Terminal) {
        let levels = terminal.hasUnicode ? Self.blocks : Self.ascii
        text = String(
            values.map { value in
                guard let value, value.isFinite else { return " " }
                return levels[min(max(Int((value * Double(levels.count - 1)).rounded()), 0), levels.count - 1)]
            })
    }

    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    /// In the order of their ink.
    private static let ascii: [Character] = ["_", ".", ":", "-", "=", "+", "*", "#"]
}

/// Weeks side by side, as many to a column as are needed for all of them to fit.
struct WeekColumns: Sendable, Equatable {
    let first: LocalDate
    let count: Int
    let weeksEach: Int

    /// - Parameters:
    ///   - first: any day of the first week.
    ///   - last: any day of the last one.
    init(from first: LocalDate, through last: LocalDate, width: Int) {
        let start = first.startOfWeek
        let weeks = max(1, last.days(since: start) / 7 + 1)
        weeksEach = max(1, (weeks + width - 1) / max(1, width))
        count = (weeks + weeksEach - 1) / weeksEach
        self.first = start
    }

    /// The day that a column begins with.
    func date(of column: Int) -> LocalDate { first.adding(days: 7 * weeksEach * column) }

    /// The weeks' values in columns, several taken together by `body`; nil where there is none.
    func columns<Week, Value>(
        _ weeks: [(monday: LocalDate, week: Week)], _ body: ([Week]) -> Value?
    ) -> [Value?] {
        var groups: [[Week]] = Array(repeating: [], count: count)
        for (monday, week) in weeks {
            let column = monday.days(since: first) / (7 * weeksEach)
            if monday >= first, column < count { groups[column].append(week) }
        }
        return groups.map { $0.isEmpty ? nil : body($0) }
    }

    /// The months beneath, or the years where many weeks share a column.
    var axis: String { axis(cellWidth: 1) }

    /// The same for columns of more than one cell.
    func axis(cellWidth: Int) -> String {
        var axis = ""
        var last: String?
        for column in 0..<count {
            // The week that the first of a month lies in begins it.
            let (year, month, _) = date(of: column).adding(days: 6).components
            let name = weeksEach > 2 ? "\(year)" : month == 1 ? Self.short(year) : DateText.shortMonth(month)
            defer { last = name }
            // The first column may lie in the middle of its month.
            let isBegun = column == 0 && date(of: column).components.day > 7
            let place = column * cellWidth
            guard name != last, !isBegun, axis.count <= place, place + name.count <= count * cellWidth + 2 else {
                continue
            }
            axis += String(repeating: " ", count: place - axis.count) + name + " "
        }
        return axis.withoutTrailingBlanks
    }

    /// `'26`, as wide as a month's name.
    private static func short(_ year: Int) -> String {
        "'" + String("0\(year % 100)".suffix(2))
    }
}
