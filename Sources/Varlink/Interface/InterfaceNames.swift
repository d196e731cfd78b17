/// Which names the grammar allows.
enum InterfaceNames {
    /// `[A-Z][A-Za-z0-9]*`: types, methods, errors.
    static func isMember(_ name: String) -> Bool {
        let letters = Array(name.utf8)
        return letters.first.map(isUpper) == true && letters.allSatisfy(isAlphanumeric)
    }

    /// `[A-Za-z](_?[A-Za-z0-9])*`: fields and the values of an enumeration.
    static func isField(_ name: String) -> Bool {
        let letters = Array(name.utf8)
        guard let first = letters.first, isLetter(first), letters.last != UInt8(ascii: "_") else { return false }
        return letters.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
            && !isDoubled(UInt8(ascii: "_"), letters)
    }

    /// `[A-Za-z]([-]*[A-Za-z0-9])*(\.[A-Za-z0-9]([-]*[A-Za-z0-9])*)+`; two dashes in a row are not portable.
    static func isInterface(_ name: String, _ dialect: VarlinkInterface.Dialect) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
        guard parts.count >= 2, let first = parts.first?.first, isLetter(first) else { return false }
        guard parts.allSatisfy(isInterfacePart) else { return false }
        return dialect == .full || !parts.contains { isDoubled(UInt8(ascii: "-"), $0) }
    }

    private static func isInterfacePart(_ part: [UInt8]) -> Bool {
        guard let first = part.first, let last = part.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && part.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// Whether the byte stands twice in a row.
    private static func isDoubled(_ byte: UInt8, _ letters: [UInt8]) -> Bool {
        zip(letters, letters.dropFirst()).contains { $0 == byte && $1 == byte }
    }

    private static func isUpper(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        isUpper(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
