internal import Glibc
package import HabitKit

/// Looks what lies in the folders. It runs nothing and reads no file.
package enum PluginFinder {
    package struct Found: Sendable, Equatable {
        /// In search order; which of them are used is not decided yet.
        package var candidates: [PluginCandidate] = []
        /// Folders that are there and cannot be listed.
        package var problems: [Control.ConfigProblem] = []
    }

    package static func find(_ folders: PluginFolders) -> Found {
        var found = Found()
        for folder in folders.programs { look(in: folder, .executable, &found) }
        for folder in folders.declarations { look(in: folder, .declarative, &found) }
        return found
    }

    private static func look(in folder: String, _ origin: PluginOrigin, _ found: inout Found) {
        let names: [String]
        do {
            names = try FolderNames.read(folder)
        } catch {
            if !error.isAbsence || isFile(folder) {
                let problem = "it cannot be listed, so nothing in it is used: \(error)"
                found.problems.append(.init(file: folder, key: "", problem: problem, allowed: nil))
            }
            return
        }
        found.candidates += names.compactMap { candidate($0, in: folder, origin) }
    }

    private static func candidate(_ name: String, in folder: String, _ origin: PluginOrigin) -> PluginCandidate? {
        let path = folder + "/" + name
        switch PluginName(name, origin: origin, isFolder: FolderNames.isFolder(path)) {
        case .ignored: return nil
        case .wrong(let id):
            let problem =
                "“\(SafeText.oneLine(String(id.prefix(80))))” is no id for a plugin: name the file with a–z, 0–9 and “-”"
            return PluginCandidate(id: id, path: path, origin: origin, problem: problem)
        case .id(let id):
            return PluginCandidate(
                id: id, path: path, origin: origin,
                problem: PluginTrust.problem(of: path, isProgram: origin == .executable),
                identity: FileIdentity(of: path))
        }
    }

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
    }
}
