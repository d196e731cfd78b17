/// The ids of habits and plugins, and the names of the files that plugins come from.
package enum PluginID {
    /// Whether it is one path component of lower-case letters, digits and hyphens that is no option on a command line.
    package static func isValid(_ text: String) -> Bool {
        guard (1...64).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
    }

    /// What a file is called up to its first dot, be it an id or not: `breathe` for `plugins/breathe.py`.
    package static func named(by path: String) -> String {
        let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
        return String(name.prefix { $0 != "." })
    }
}
