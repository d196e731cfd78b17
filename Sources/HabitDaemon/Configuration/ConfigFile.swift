internal import Glibc
internal import HabitKit
internal import TOMLKit

/// Finds and parses the files; what is wrong with one is a problem, and the others are read all the same.
enum ConfigFile {
    /// `config.toml`, then what lies in `config.d`, by name.
    static func paths(in directory: String, problems: inout [Control.ConfigProblem]) -> [String] {
        let main = directory + "/config.toml"
        var paths: [String] = []
        // A link that leads nowhere is a mistake worth telling, and not the same as no file.
        var status = stat()
        if lstat(main, &status) == 0 {
            paths.append(main)
        } else if errno != ENOENT && errno != ENOTDIR {
            problems.append(problem(main, "it cannot be looked at: \(FileProblem(errno: errno))"))
        }
        let folder = directory + "/config.d"
        do {
            return paths + (try names(in: folder).map { folder + "/" + $0 })
        } catch {
            if !error.isAbsence { problems.append(problem(folder, "it cannot be listed: \(error)")) }
            return paths
        }
    }

    private static func names(in folder: String) throws(FileProblem) -> [String] {
        try FolderNames.read(folder).filter { $0.hasSuffix(".toml") && !$0.hasPrefix(".") }
    }

    /// What the file says; nil when that cannot be told.
    ///
    /// - Parameter isTrusted: somebody else has looked at who could have written it.
    static func read(
        _ path: String, isTrusted: Bool = false, problems: inout [Control.ConfigProblem]
    ) -> [String: ConfigNode]? {
        do {
            if !isTrusted { try checkOwner(path) }
            let bytes = try FileBytes.read(path)
            return ConfigNode.entries(of: try parse(bytes), file: path)
        } catch let error as FileProblem {
            problems.append(problem(path, error.reason))
        } catch let mistake as TOMLGuard.Mistake {
            let place = "line \(mistake.line), column \(mistake.column)"
            problems.append(.init(file: path, key: place, problem: mistake.problem, allowed: nil))
        } catch let error as TOMLParseError {
            let place = "line \(error.source.begin.line), column \(error.source.begin.column)"
            problems.append(.init(file: path, key: place, problem: sentence(error.description), allowed: nil))
        } catch {
            problems.append(problem(path, "it cannot be read: \(error)"))
        }
        return nil
    }

    /// The parser's words on one line.
    private static func sentence(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }

    private static func parse(_ bytes: [UInt8]) throws -> TOMLTable {
        // The parser takes a C string and would stop there, as if the rest had not been written.
        guard !bytes.contains(0) else { throw FileProblem(reason: "it contains a zero byte, so it is no TOML file") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FileProblem(reason: "it is not UTF-8 text")
        }
        try TOMLGuard.check(bytes)
        return try TOMLTable(string: text)
    }

    /// A file that others can write could start a program of theirs in our name.
    private static func checkOwner(_ path: String) throws(FileProblem) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileProblem(errno: errno) }
        guard status.st_uid == geteuid() || status.st_uid == 0 else {
            throw FileProblem(reason: "it belongs to another user (\(status.st_uid)), so it is not read")
        }
        guard status.st_mode & S_IWOTH == 0 else {
            throw FileProblem(reason: "everybody may write to it, so it is not read; chmod o-w helps")
        }
    }

    private static func problem(_ path: String, _ text: String) -> Control.ConfigProblem {
        Control.ConfigProblem(file: path, key: "", problem: text, allowed: nil)
    }
}
