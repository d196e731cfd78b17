import Foundation
import Glibc
import Testing

@testable import HabitDaemon

@Suite(.timeLimit(.minutes(1))) struct FolderWatchTests {
    private static func make(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    private static func write(_ path: String, _ text: String = "x") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Waits until `change` is told.
    private static func told(_ folder: String, _ change: () throws -> Void) async throws {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self)
        let watch = try FolderWatch(folders: [folder]) { signal.yield() }
        try change()
        for await _ in signals { break }
        watch.cancel()
    }

    @Test func `a file that comes, is written, gets other rights or goes is told`() async throws {
        let store = try StoreFolder()
        let (folder, file) = (store.root, store.root + "/file")
        try await Self.told(folder) { try Self.write(file) }
        try await Self.told(folder) { try Self.write(file, "more") }
        try await Self.told(folder) { chmod(file, 0o755) }
        try await Self.told(folder) { rename(file, folder + "/other") }
        try await Self.told(folder) { unlink(folder + "/other") }
    }

    @Test func `a folder that is made later is told, however many are missing`() async throws {
        let store = try StoreFolder()
        let folder = store.root + "/a/b/c"
        for part in ["/a", "/a/b", "/a/b/c", "/a/b/c/file"] {
            try await Self.told(folder) {
                if part.hasSuffix("file") {
                    try Self.write(store.root + part)
                } else {
                    try Self.make(store.root + part)
                }
            }
        }
    }

    @Test func `a folder on the way that is renamed, and another in its place, are told`() async throws {
        let store = try StoreFolder()
        let folder = store.root + "/a/b"
        try Self.make(folder)
        try await Self.told(folder) { rename(store.root + "/a", store.root + "/away") }
        try await Self.told(folder) { rename(store.root + "/away", store.root + "/a") }
        try await Self.told(folder) { try FileManager.default.removeItem(atPath: folder) }
    }

    @Test func `what a link leads to is watched`() async throws {
        let store = try StoreFolder()
        let (folder, target) = (store.root + "/plugins", store.root + "/src/eyes")
        try Self.make(folder)
        try Self.make(store.root + "/src")
        try Self.write(target)
        try FileManager.default.createSymbolicLink(atPath: folder + "/eyes", withDestinationPath: target)
        try await Self.told(folder) {
            let file = try #require(FileHandle(forWritingAtPath: target))
            try file.write(contentsOf: Data("y".utf8))
            try file.close()
        }
        try await Self.told(folder) { chmod(target, 0o700) }
    }

    @Test func `nothing else in a folder on the way is told`() throws {
        let store = try StoreFolder()
        let root = URL(fileURLWithPath: store.root).standardizedFileURL.path
        let plan = FolderWatch.Plan([store.root + "/data/plugins"])
        #expect(plan.contents.isEmpty)
        #expect(plan.awaited == [root: ["data"]])
        try Self.make(store.root + "/data/plugins")
        let later = FolderWatch.Plan([store.root + "/data/plugins"])
        #expect(later.contents == [root + "/data/plugins"] && later.awaited.isEmpty)
        #expect(later.ways.contains(root + "/data") && !later.ways.contains("/"))
    }
}
