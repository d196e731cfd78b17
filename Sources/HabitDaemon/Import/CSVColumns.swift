/// Where the columns of a file with a heading stand.
struct CSVColumns {
    /// By name in lower case, without blanks at the ends.
    private var places: [String: Int] = [:]
    /// The names as they stand there.
    let names: [String]

    init(_ heading: CSVRows.Row) {
        names = heading.fields.indices.map { heading[$0] }
        for (index, name) in names.enumerated().reversed() { places[name.lowercased()] = index }
    }

    func has(_ names: String...) -> Bool { names.contains { places[$0] != nil } }

    /// The field under the first of these names that there is, not trimmed; nil where it is empty.
    func raw(_ row: CSVRows.Row, _ names: String...) -> String? {
        guard let place = names.lazy.compactMap({ places[$0] }).first, row.fields.indices.contains(place) else {
            return nil
        }
        return row.fields[place].isEmpty ? nil : row.fields[place]
    }

    /// The same without blanks around it.
    func text(_ row: CSVRows.Row, _ names: String...) -> String? {
        for name in names {
            guard let place = places[name] else { continue }
            let text = row[place]
            return text.isEmpty ? nil : text
        }
        return nil
    }
}
