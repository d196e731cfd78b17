/// A file of another program whose first line names its columns: each row below it is told with its line, or why it cannot
/// be taken.
struct CSVTable {
    let bytes: [UInt8]
    /// The file's, for the place of a line.
    let name: String
    /// Columns without which it is no such file, as that program writes them; two or more.
    let needs: [String]

    func read(
        into sink: ImportSink,
        _ content: (CSVRows.Row, CSVColumns) throws(ImportRefusal) -> ImportedLine.Content
    ) {
        var rows = CSVRows(bytes: bytes).makeIterator()
        guard let heading = rows.next() else { return }
        let columns = CSVColumns(heading)
        guard heading.problem == nil, needs.allSatisfy({ columns.has($0.lowercased()) }) else {
            return sink(ImportedLine(place: "\(name):\(heading.line)", content: .problem(heading.problem ?? lacking)))
        }
        while let row = rows.next() {
            sink(
                ImportedLine(place: "\(name):\(row.line)") { () throws(ImportRefusal) in
                    if let problem = row.problem { throw ImportRefusal(problem) }
                    return try content(row, columns)
                })
        }
    }

    /// `the first line does not name HabitName, CalendarDate and Value`.
    private var lacking: String {
        "the first line does not name \(needs.dropLast().joined(separator: ", ")) and \(needs.last ?? "")"
    }
}
