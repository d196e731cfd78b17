import Foundation
import Glibc
import HabitKit
import Testing

@testable import HabitDaemon

@Suite struct PluginSearchTests {
    @Test(arguments: [
        ("breathe", PluginOrigin.executable, PluginName.id("breathe")), ("breathe.py", .executable, .id("breathe")),
        ("a.b.c", .executable, .id("a")), ("eye-rest2.sh", .executable, .id("eye-rest2")),
        (".hidden", .executable, .ignored), ("breathe.py~", .executable, .ignored),
        ("#breathe.py#", .executable, .ignored), ("README.md", .executable, .wrong("README")),
        ("my_habit.py", .executable, .wrong("my_habit")), ("-x", .executable, .wrong("-x")),
        ("greens.toml", .declarative, .id("greens")), ("greens.txt", .declarative, .ignored),
        ("Greens.toml", .declarative, .wrong("Greens")), (".greens.toml.swp", .declarative, .ignored),
    ])
    func `a file's name tells its id`(name: String, origin: PluginOrigin, meaning: PluginName) {
        #expect(PluginName(name, origin: origin) == meaning)
    }

    @Test func `a folder of another name is nobody's plugin`() {
        #expect(PluginName("__pycache__", origin: .executable, isFolder: true) == .ignored)
        #expect(PluginName("breathe", origin: .executable, isFolder: true) == .id("breathe"))
    }

    private static func file(
        _ id: String, _ path: String, _ origin: PluginOrigin = .executable, problem: String? = nil
    ) -> PluginCandidate {
        PluginCandidate(id: id, path: path, origin: origin, problem: problem)
    }

    @Test func `the first of an id is used, and the others say which one`() {
        let found = [
            Self.file("a", "/own/a"), Self.file("b", "/own/b", problem: "it is not executable"),
            Self.file("a", "/usr/a"), Self.file("b", "/usr/b"), Self.file("water", "/usr/water"),
            Self.file("a", "/own/a.toml", .declarative), Self.file("c", "/own/c.toml", .declarative),
        ]
        let arranged = PluginSearch.arrange(found, builtIns: ["water"])
        #expect(
            arranged.map(\.shadowedBy) == [
                nil, nil, .file("/own/a"), nil, .builtIn, .file("/own/a"), nil,
            ])
        #expect(arranged.filter(\.isUsed).map(\.path) == ["/own/a", "/usr/b", "/own/c.toml"])
        #expect(PluginSearch.arrange([], builtIns: ["water"]).isEmpty)
    }

    @Test func `the user's own folders come first, then the administrator's, then the distribution's`() throws {
        let paths = try DaemonPaths(environment: ["HOME": "/home/me", "XDG_DATA_HOME": "/data"])
        let folders = PluginFolders(paths)
        #expect(
            folders.programs == [
                "/data/habitd/plugins", "/usr/local/lib/habitd/plugins", "/usr/lib/habitd/plugins",
            ])
        #expect(folders.declarations == ["/home/me/.config/habitd/habits.d", "/usr/share/habitd/habits.d"])
        let odd = try DaemonPaths(environment: ["HOME": "/home/me", "XDG_DATA_HOME": "/usr/lib"])
        #expect(PluginFolders(odd).programs.count == 2, "a folder is looked into once")
    }

    @Test func `what lies in the folders is found, with what keeps it from being used`() throws {
        let store = try StoreFolder()
        let folder = store.root + "/plugins"
        try FileManager.default.createDirectory(atPath: folder + "/sub", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: folder + "/__pycache__", withIntermediateDirectories: true)
        func write(_ name: String, _ mode: mode_t) throws {
            try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
            chmod(folder + "/" + name, mode)
        }
        try write("good.sh", 0o755)
        try write("open", 0o777)
        try write("plain", 0o644)
        try write("Bad_Name", 0o755)
        try FileManager.default.createSymbolicLink(atPath: folder + "/gone", withDestinationPath: "/nowhere")
        let found = PluginFinder.find(PluginFolders(programs: [folder, store.root + "/none"], declarations: []))
        let problems = Dictionary(uniqueKeysWithValues: found.candidates.map { ($0.id, $0.problem) })
        #expect(problems.keys.sorted() == ["Bad_Name", "gone", "good", "open", "plain", "sub"])
        #expect(problems["good"] == .some(nil))
        #expect(problems["open"]??.contains("others can write") == true)
        #expect(problems["plain"]??.contains("chmod +x") == true)
        #expect(problems["sub"]??.contains("a directory") == true)
        #expect(problems["gone"]??.contains("not there") == true)
        #expect(problems["Bad_Name"]??.contains("no id") == true)
        #expect(found.problems.isEmpty)
    }

    @Test func `a folder that cannot be listed is told`() throws {
        let store = try StoreFolder()
        let path = store.root + "/plugins"
        try Data().write(to: URL(fileURLWithPath: path))
        let found = PluginFinder.find(PluginFolders(programs: [path], declarations: []))
        #expect(found.problems.map(\.file) == [path])
    }
}
