internal import HabitKit

/// Rows of comma-separated values as RFC 4180 has them, each with the line it begins in: quotes may hold commas, line ends
/// and doubled quotes. The lines are what the libraries there are do not tell, and what an error is no use without.
struct CSVRows: Sequence {
    let bytes: [UInt8]
    /// For files whose fields are parted by something else.
    var separator = UInt8(ascii: ",")

    struct Row: Equatable {
        var line: Int
        var fields: [String]
        /// Why it cannot be read; the fields are then worth nothing.
        var problem: String?

        /// A field without the blanks around it; empty where the row is too short.
        subscript(index: Int) -> String {
            fields.indices.contains(index) ? fields[index].trimmingBlanks() : ""
        }
    }

    func makeIterator() -> Iterator {
        let lines = TextLines(bytes: bytes).makeIterator()
        return Iterator(bytes: bytes, separator: separator, position: lines.position)
    }

    struct Iterator: IteratorProtocol {
        let bytes: [UInt8]
        let separator: UInt8
        var position: Int
        private var line = 1

        init(bytes: [UInt8], separator: UInt8, position: Int) {
            self.bytes = bytes
            self.separator = separator
            self.position = position
        }

        /// Empty lines are passed over.
        mutating func next() -> Row? {
            while position < bytes.count {
                let row = row()
                if row.problem != nil || row.fields != [""] { return row }
            }
            return nil
        }

        private mutating func row() -> Row {
            var row = Row(line: line, fields: [])
            while true {
                let field = position < bytes.count && bytes[position] == UInt8(ascii: "\"") ? quoted(&row) : bare()
                if let text = TextLines.text(field[...]) {
                    row.fields.append(text)
                } else {
                    row.problem = row.problem ?? TextLines.notText
                }
                guard position < bytes.count, bytes[position] == separator else { break }
                position += 1
            }
            endLine(&row)
            return row
        }

        private mutating func bare() -> [UInt8] {
            let start = position
            while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0a { position += 1 }
            // Up to CR LF; a lone CR is part of the text.
            let end = position > start && bytes[position - 1] == 0x0d && isLineEnd ? position - 1 : position
            return Array(bytes[start..<end])
        }

        private var isLineEnd: Bool { position == bytes.count || bytes[position] == 0x0a }

        private mutating func quoted(_ row: inout Row) -> [UInt8] {
            var field: [UInt8] = []
            position += 1
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                guard byte == UInt8(ascii: "\"") else {
                    if byte == 0x0a { line += 1 }
                    field.append(byte)
                    continue
                }
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return field }
                field.append(byte)
                position += 1
            }
            row.problem = "a quotation mark is opened and never closed"
            return field
        }

        private mutating func endLine(_ row: inout Row) {
            if position < bytes.count, bytes[position] == 0x0d { position += 1 }
            if position < bytes.count, bytes[position] != 0x0a {
                row.problem = row.problem ?? "something follows a closing quotation mark"
                while position < bytes.count, bytes[position] != 0x0a { position += 1 }
            }
            position += 1
            line += 1
        }
    }
}
