internal import Glibc
internal import HabitKit
internal import HabitTesting
package import NIOCore

/// What a plugin's author asks before installing it: the whole contract, put to one file, without a running daemon.
package enum PluginCheck {
    /// - Parameters:
    ///   - path: of a program, or of a declarative habit, whose name ends in `.toml`.
    ///   - builtIns: the ids that no file can have.
    ///   - tell: gets each line as soon as it is known.
    package static func run(
        _ path: String, builtIns: Set<String>, environment: [String: String], eventLoop: any EventLoop,
        tell: @escaping (CheckLine) -> Void = { _ in }
    ) async -> CheckReport {
        let isProgram = !path.hasSuffix(".toml")
        let file = FileCheck(path: absolute(path), isProgram: isProgram, builtIns: builtIns)
        var report = CheckReport(path: path, id: file.id)
        var lines: [CheckLine] = []
        func add(_ line: CheckLine) {
            lines.append(line)
            tell(line)
        }
        for line in file.lines() { add(line) }
        if let id = file.id, lines.allSatisfy(\.isSound) {
            report.times =
                isProgram
                ? await ProgramCheck(
                    path: file.path, id: id, environment: environment, eventLoop: eventLoop, tell: add
                ).run()
                : await DeclarationCheck(path: file.path, id: id, tell: add).run()
        }
        report.lines = lines
        return report
    }

    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
    }
}
