extension StringProtocol {
    /// “The text” for a message: one line of at most 40 characters, control characters left out.
    var quoted: String {
        let start = prefix(41)
        let clean = String(String.UnicodeScalarView(start.unicodeScalars.filter { !$0.properties.isControl }))
        return "“" + (start.count > 40 ? clean.prefix(39) + "…" : clean) + "”"
    }

    /// Without the blanks and tabs at both ends.
    package func trimmingBlanks() -> String {
        let start = self.drop { $0 == " " || $0 == "\t" }
        let blanks = start.reversed().prefix { $0 == " " || $0 == "\t" }.count
        return String(start.dropLast(blanks))
    }
}

extension Unicode.Scalar.Properties {
    /// A control character, or one that turns the direction of a line.
    fileprivate var isControl: Bool {
        switch generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
