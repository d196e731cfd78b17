import Foundation
import HabitKit
import Testing

@testable import habitctl

/// The folder of backups is read without habitd.
@Suite struct BackupFolderTests {
    @Test func `it lies where the daemon puts it`() throws {
        #expect(try BackupFolder(environment: ["XDG_DATA_HOME": "/x", "HOME": "/h"]).path == "/x/habitd/backups")
        #expect(
            try BackupFolder(environment: ["XDG_DATA_HOME": "x", "HOME": "/h"]).path
                == "/h/.local/share/habitd/backups")
        #expect(try BackupFolder(environment: ["HOME": "/"]).path == "/.local/share/habitd/backups")
        #expect(throws: Failure.self) { try BackupFolder(environment: [:]) }
    }

    @Test func `it lists what habitd made, newest first, and finds it by its bare name`() throws {
        let root = FileManager.default.temporaryDirectory.path + "/habitctl-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = try BackupFolder(environment: ["XDG_DATA_HOME": root])
        #expect(folder.list().backups.isEmpty)
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        let (old, new) = ("history-20261124T040000Z.sqlite", "history-20261125T040000Z.sqlite")
        for (name, bytes) in [(old, 10), (new, 20), ("notes.txt", 1), ("history-20261126T040000Z.sqlite.partial", 1)] {
            try Data(count: bytes).write(to: URL(fileURLWithPath: folder.path + "/" + name))
        }
        let backups = folder.list().backups
        #expect(backups.map(\.path) == [new, old].map { folder.path + "/" + $0 })
        #expect(backups.map(\.bytes) == [20, 10])
        #expect(backups.map { ClockText.instant($0.at) } == [new, old].map(BackupFolder.time))
        #expect(folder.resolve(new) == folder.path + "/" + new)
        for file in ["other.sqlite", "./" + new, "/elsewhere/" + new] { #expect(folder.resolve(file) == file) }
    }

    @Test(arguments: ["history-20261324T040000Z.sqlite", "history-.sqlite", "history-20261124040000Z.sqlite", "ü"])
    func `a name that habitd never gives is no backup`(name: String) {
        #expect(BackupFolder.time(inName: name) == nil)
    }
}
