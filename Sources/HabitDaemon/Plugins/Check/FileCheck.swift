internal import Glibc
internal import HabitKit

/// Whether habitd would use the file at all: whose it is, who can write to it, and what it is called.
struct FileCheck {
    /// Absolute.
    let path: String
    let isProgram: Bool

    /// The plugin's id: the file's name up to its first dot; nil where that is no id.
    var id: String? {
        let name = CheckText.fileName(path).prefix { $0 != "." }
        let isID = (1...64).contains(name.utf8.count) && name.first != "-" && name.utf8.allSatisfy(Self.isIDByte)
        return isID ? String(name) : nil
    }

    func lines() -> [CheckLine] { [trust(), name()] }

    private func trust() -> CheckLine {
        guard let problem = PluginTrust.problem(of: path, isProgram: isProgram) else {
            return CheckLine("trust", told())
        }
        return CheckLine("trust", "", problems: [problem], advice: nil)
    }

    private func told() -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "" }
        let owner = status.st_uid == geteuid() ? "yours" : "root's"
        return "\(owner), mode 0\(String(status.st_mode & 0o7777, radix: 8))"
    }

    private func name() -> CheckLine {
        if let id { return CheckLine("name", "its id is \(id)") }
        let name = CheckText.fileName(path).prefix { $0 != "." }
        return CheckLine(
            "name", "", problems: ["“\(SafeText.oneLine(String(name.prefix(80))))” is no id for a plugin"],
            advice: "name the file with lower-case letters, digits and hyphens; what follows the first dot is left out")
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
    }
}
