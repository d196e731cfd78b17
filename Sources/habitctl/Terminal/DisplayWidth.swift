/// How many columns text takes in a terminal: wide East Asian characters and emoji take two, marks none.
extension String {
    var displayWidth: Int {
        if utf8.allSatisfy({ $0 < 0x80 }) { return utf8.count }
        return reduce(0) { $0 + $1.displayWidth }
    }

    /// Cut to at most `width` columns, with an ellipsis where something was left out.
    func fitted(to width: Int, ellipsis: String = "…") -> String {
        guard displayWidth > width else { return self }
        let room = width - ellipsis.displayWidth
        guard room >= 0 else { return "" }
        var (kept, used) = ("", 0)
        for character in self {
            used += character.displayWidth
            guard used <= room else { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + ellipsis
    }

    /// Filled with blanks up to `width` columns.
    func padded(to width: Int, atRight: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - displayWidth))
        return atRight ? blanks + self : self + blanks
    }

    /// Broken at blanks into lines of at most `width` columns; a word that is longer is broken where it must be.
    func wrapped(to width: Int) -> [String] {
        let width = max(width, 8)
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ").flatMap({ String($0).chopped(to: width) }) {
            if line.isEmpty {
                line = word
            } else if line.displayWidth + 1 + word.displayWidth <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = word
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private func chopped(to width: Int) -> [String] {
        guard displayWidth > width else { return [self] }
        var pieces = [""]
        var used = 0
        for character in self {
            used += character.displayWidth
            if used > width {
                pieces.append("")
                used = character.displayWidth
            }
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }
}

extension Character {
    /// Columns it takes: 0, 1 or 2.
    var displayWidth: Int {
        guard let first = unicodeScalars.first, first.value >= 0x300 else { return 1 }
        // A joined or coloured sequence is drawn as one picture.
        if unicodeScalars.contains("\u{fe0f}") { return 2 }
        if first.properties.isEmojiPresentation || first.isWide { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return 1
        }
    }
}

extension Unicode.Scalar {
    /// East Asian Wide and Fullwidth, the blocks of Unicode's EastAsianWidth.txt.
    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
            0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6,
            0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
            true
        default: false
        }
    }
}
