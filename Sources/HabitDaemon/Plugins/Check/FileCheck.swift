internal import Glibc
internal import HabitKit

/// Whether habitd would use the file at all: whose it is, who can write to it, and what it is called.
struct FileCheck {
    /// Absolute.
    let path: String
    let isProgram: Bool

    /// The ids of the plugins that are compiled in.
    let builtIns: Set<String>

    /// The plugin's id: the file's name up to its first dot; nil where that is no id.
    var id: String? { PluginID.isValid(beginning) ? beginning : nil }

    private var beginning: String { PluginID.named(by: path) }

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
        guard let id else {
            return CheckLine(
                "name", "", problems: ["“\(SafeText.oneLine(String(beginning.prefix(80))))” is no id for a plugin"],
                advice:
                    "name the file with lower-case letters, digits and hyphens; what follows the first dot is left out")
        }
        guard !builtIns.contains(id) else {
            return CheckLine(
                "name", "", problems: ["habitd has a plugin \(id) built in, which goes before any file of that name"],
                advice: "take another name; a second habit of a built-in plugin needs only a section in config.toml")
        }
        return CheckLine("name", "its id is \(id)")
    }
}
